def log = new File(basedir, 'build.log').text
assert log.contains('step 1 of revision 0a1b2c3d4e5f was edited after it was applied')
assert log =~ /src.edited.migrations.202611010900_0a1b2c3d4e5f_create_account.sql:6/
assert new File(basedir, 'src/main/migrations').listFiles().any { it.name.contains('by_hand_quotes') }
