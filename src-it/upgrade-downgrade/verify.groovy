def log = new File(basedir, 'build.log').text
def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }.sort()
assert revisions.size() == 2
assert revisions[1].text.contains('ALTER TABLE book')
assert revisions[1].text.contains('ADD COLUMN isbn varchar(17)')
assert log.contains('create book')
assert log.contains('add book.isbn')
assert log.contains('-Dmigrate.embedded')
