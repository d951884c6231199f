def log = new File(basedir, 'build.log').text
['billing': 'invoice', 'orders': 'parcel'].each { module, table ->
    def revisions = new File(basedir, "$module/src/main/migrations").listFiles().findAll { it.name.endsWith('.sql') }
    assert revisions.size() == 1
    assert revisions[0].text.contains("CREATE TABLE $table (")
    // Each verdict is of its own module.
    def verdict = new File(basedir, "$module/target/migrate/verify.json").text
    assert verdict.contains("CREATE TABLE $table (")
    assert !verdict.contains("CREATE TABLE ${table == 'invoice' ? 'parcel' : 'invoice'} (")
    assert log.count("Verified 1 revision. Nothing changed since: $module/target/migrate/verify.html") == 1
}
assert log.count('Verified 1 revision.') == 4
assert !log.contains('There is nothing to verify')
assert ['', 'util/'].every {
    !new File(basedir, "${it}src/main/migrations").exists() && !new File(basedir, "${it}target/migrate").exists()
}
