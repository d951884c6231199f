'untitled'
