#!/usr/bin/env bash
# Builds the plugin and shows its main job on a copy of the bookstore, with the embedded PostgreSQL: entities become a
# revision, the revision is applied, an entity changes, the change becomes the next revision.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== Building the plugin"
mvn -B -q -ntp install -Dmaven.test.skip -DskipTests -Dspotless.check.skip

rm -rf plugin/target/tour
mkdir -p plugin/target
cp -r examples/bookstore plugin/target/tour
cd plugin/target/tour
customer=src/main/java/com/example/bookstore/customer/Customer.java

# Shows the command, then what the plugin itself printed of it.
migrate() {
  printf '\n== mvn migrate:%s\n' "$(printf '%q ' "$@")"
  local goal="$1"
  shift
  mvn -B -ntp "migrate:$goal" "$@" >../tour.log 2>&1 || { cat ../tour.log; exit 1; }
  sed -n '/--- .*migrate-maven-plugin.* @/,/^\[INFO\] -----/p' ../tour.log | sed '1d;$d;s/\x1b\[[0-9;]*m//g;s/^\[INFO\] //'
}

migrate revision -Dmessage="create the bookstore"
migrate upgrade -Dmigrate.embedded

echo
echo "== Customer.java: a new property"
cp "$customer" "$customer.bak"
sed '/private String fullName;/r /dev/stdin' "$customer.bak" >"$customer" <<'JAVA'

  @Column(length = 32)
  private String phoneNumber;
JAVA
diff "$customer.bak" "$customer" || true
rm "$customer.bak"

migrate revision -Dmessage="add customer.phone_number"
echo
cat src/main/migrations/*add_customer_phone_number.sql
migrate upgrade -Dmigrate.embedded
migrate current
