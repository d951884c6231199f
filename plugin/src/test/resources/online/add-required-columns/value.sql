'unknown'
