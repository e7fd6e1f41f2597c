package fetch

// IdleConnections counts the connections f keeps, for tests that await it.
func IdleConnections(f *Fetcher) int {
	f.idle.mu.Lock()
	defer f.idle.mu.Unlock()
	return f.idle.count
}
