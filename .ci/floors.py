"""Runs the extractor over ../shared/corpora and fails when a figure of
.ci/floors.json has fallen by more than half a point (or, for
taken_for_articles, risen). Without arguments it checks; --write records
today's figures as the new floors.
"""
import json, re, subprocess, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SLACK = 0.005
LESS_IS_BETTER = {"taken_for_articles"}
NOT_ACCURACY = {"pages", "answered"}

def figures():
    run = subprocess.run([sys.executable, "../shared/eval/run.py", "--bin", "./bin/presscut", "../shared/corpora"],
                         cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=True)
    print(run.stdout, end="")
    out = {}
    for line in run.stdout.splitlines():
        name, rest = line.split(maxsplit=1)
        out[name] = {k: float(v) for k, v in re.findall(r"([a-z_0-9]+) (\d+(?:\.\d+)?)(?=\s|$)", rest)}
        if out[name].get("answered", out[name]["pages"]) != out[name]["pages"]:
            sys.exit(f"{name}: {out[name]['answered']:.0f} of {out[name]['pages']:.0f} pages were answered")
    return out

def main():
    now, path = figures(), HERE / "floors.json"
    if "--write" in sys.argv:
        keep = {c: {k: v for k, v in f.items() if k not in NOT_ACCURACY} for c, f in now.items()}
        path.write_text(json.dumps(keep, indent=1) + "\n")
        return
    fallen = []
    for corpus, floors in json.loads(path.read_text()).items():
        for k, floor in floors.items():
            v = now[corpus][k]
            if (v > floor + SLACK) if k in LESS_IS_BETTER else (v < floor - SLACK):
                fallen.append(f"{corpus} {k}: {v:.4f}, the floor is {floor:.4f}")
    if fallen:
        sys.exit("accuracy has fallen:\n  " + "\n  ".join(fallen))
    print("no figure has fallen by more than half a point")

if __name__ == "__main__":
    main()
