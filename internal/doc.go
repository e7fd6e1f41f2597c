// Package internal holds no code: it shows how the packages stand on each
// other. Imports point down, and packages of one layer never import each other.
//
//	4  cmd/presscut        wires everything; reads flags, environment and config; names the engine
//	        |
//	3  crawl   export                                journeys: use the layers below, never each other's insides
//	        |
//	2  fetch | extract | discover | store/bolt       verbs: one big dependency each
//	        |
//	1  site | robots | warc | payload | dates | quotes | likeness | store     knowledge, formats, the storage contract
//	        |
//	0  news | canon                                  nouns, and names of things
//
// Beside them, for tests and the demo only: fakepress, a newspaper on loopback,
// and store/storetest, the promises of store as a suite.
//
// layers_test.go keeps the picture true: it names what each package may import,
// ours and outside, and fails on anything else.
package internal
