"""Papers to photograph: bills of many shops, transfers, and things that are no bill; as HTML with what it says."""
