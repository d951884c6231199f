def log = new File(basedir, 'build.log').text
def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 2

def second = revisions.find { it.name.endsWith('_add_book_isbn.sql') }.text
assert second.contains('ALTER TABLE book ADD COLUMN isbn varchar(17);')
assert second.contains('ALTER TABLE book DROP COLUMN isbn;')

assert log.contains('+ table book (2 columns)')
assert log.contains('+ column book.isbn varchar(17)')
assert log.contains('took back')
assert log =~ /At: [0-9a-f]{12} create book/
assert log =~ /Pending: [0-9a-f]{12} add book.isbn/
assert log =~ /applied \S+Z +[0-9a-f]{12} create book/
assert log.contains('-- migrate:down')
assert log.contains('ask for the embedded database: -Dmigrate.embedded')
assert log =~ /pending: [0-9a-f]{12} add book.isbn/
