package site

import "testing"

// Any bytes give sites or faults with a line, never a panic.
func FuzzLoad(f *testing.F) {
	entries, err := embedded.ReadDir("sites")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		b, err := embedded.ReadFile("sites/" + e.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("name: &a A\nhosts: [*a, *a]\nrevisions: &r [{fields: {title: &t [{css: ':has('}], body: *t}}]\n"))
	f.Add([]byte("a: &a [*a]\n? [x]\n: y\n<<: *a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		sites, _, faults := parse("f.yaml", b)
		if len(sites) == 0 && len(faults) == 0 {
			t.Fatal("neither sites nor faults")
		}
		for _, x := range faults {
			if x.Line == 0 && len(b) <= maxFile {
				t.Fatalf("a fault without a line: %v", x)
			}
		}
		for _, s := range sites {
			if s.Name == "" || len(s.Hosts) == 0 {
				t.Fatalf("a site without name or hosts: %+v", s)
			}
		}
	})
}
