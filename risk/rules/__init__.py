"""What policy says about risk: pure Python, each rule beside its source."""
