'new'
