-- One row is a catalog that our other queries read, or what they read beside the catalogs: how many rows it has and a sum over
-- them. A row is its key and xmin, the transaction that wrote it. xmin goes up while the server runs, so a row that was written
-- again has another one; after a restart, and so after a copy of the server's files was put back, the server's start differs.
-- What VACUUM and ANALYZE write in place does not count.
SELECT 'pg_aggregate' AS name, count(*)::text AS number, sum(hash_record_extended(ROW(aggfnoid, xmin), 0))::text AS digest
FROM pg_aggregate
UNION ALL
SELECT 'pg_am', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_am
UNION ALL
SELECT 'pg_attrdef', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_attrdef
UNION ALL
SELECT 'pg_attribute', count(*)::text, sum(hash_record_extended(ROW(attrelid, attnum, xmin), 0))::text
FROM pg_attribute
UNION ALL
SELECT 'pg_cast', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_cast
UNION ALL
SELECT 'pg_class', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_class
UNION ALL
SELECT 'pg_collation', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_collation
UNION ALL
SELECT 'pg_constraint', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_constraint
UNION ALL
SELECT 'pg_conversion', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_conversion
UNION ALL
SELECT 'pg_database', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_database
UNION ALL
SELECT 'pg_db_role_setting', count(*)::text, sum(hash_record_extended(ROW(setdatabase, setrole, xmin), 0))::text
FROM pg_db_role_setting
UNION ALL
SELECT 'pg_default_acl', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_default_acl
UNION ALL
SELECT 'pg_depend', count(*)::text, sum(hash_record_extended(ROW(classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype, xmin), 0))::text
FROM pg_depend
UNION ALL
SELECT 'pg_description', count(*)::text, sum(hash_record_extended(ROW(objoid, classoid, objsubid, xmin), 0))::text
FROM pg_description
UNION ALL
SELECT 'pg_enum', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_enum
UNION ALL
SELECT 'pg_event_trigger', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_event_trigger
UNION ALL
SELECT 'pg_extension', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_extension
UNION ALL
SELECT 'pg_foreign_data_wrapper', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_foreign_data_wrapper
UNION ALL
SELECT 'pg_foreign_server', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_foreign_server
UNION ALL
SELECT 'pg_index', count(*)::text, sum(hash_record_extended(ROW(indexrelid, xmin), 0))::text
FROM pg_index
UNION ALL
SELECT 'pg_inherits', count(*)::text, sum(hash_record_extended(ROW(inhrelid, inhseqno, xmin), 0))::text
FROM pg_inherits
UNION ALL
SELECT 'pg_language', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_language
UNION ALL
SELECT 'pg_namespace', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_namespace
UNION ALL
SELECT 'pg_opclass', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_opclass
UNION ALL
SELECT 'pg_operator', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_operator
UNION ALL
SELECT 'pg_opfamily', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_opfamily
UNION ALL
SELECT 'pg_partitioned_table', count(*)::text, sum(hash_record_extended(ROW(partrelid, xmin), 0))::text
FROM pg_partitioned_table
UNION ALL
SELECT 'pg_policy', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_policy
UNION ALL
SELECT 'pg_proc', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_proc
UNION ALL
SELECT 'pg_publication', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_publication
UNION ALL -- since 15
SELECT 'pg_publication_namespace', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text -- since 15
FROM pg_publication_namespace -- since 15
UNION ALL
SELECT 'pg_publication_rel', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_publication_rel
UNION ALL
SELECT 'pg_range', count(*)::text, sum(hash_record_extended(ROW(rngtypid, xmin), 0))::text
FROM pg_range
UNION ALL
SELECT 'pg_rewrite', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_rewrite
UNION ALL
SELECT 'pg_seclabel', count(*)::text, sum(hash_record_extended(ROW(objoid, classoid, objsubid, provider, xmin), 0))::text
FROM pg_seclabel
UNION ALL
SELECT 'pg_sequence', count(*)::text, sum(hash_record_extended(ROW(seqrelid, xmin), 0))::text
FROM pg_sequence
UNION ALL
SELECT 'pg_statistic_ext', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_statistic_ext
UNION ALL
SELECT 'pg_tablespace', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_tablespace
UNION ALL
SELECT 'pg_transform', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_transform
UNION ALL
SELECT 'pg_trigger', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_trigger
UNION ALL
SELECT 'pg_ts_config', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_ts_config
UNION ALL
SELECT 'pg_ts_dict', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_ts_dict
UNION ALL
SELECT 'pg_ts_parser', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_ts_parser
UNION ALL
SELECT 'pg_ts_template', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_ts_template
UNION ALL
SELECT 'pg_type', count(*)::text, sum(hash_record_extended(ROW(oid, xmin), 0))::text
FROM pg_type
UNION ALL
SELECT 'pg_auth_members', count(*)::text, sum(hash_record_extended(ROW(roleid, member, xmin), 0))::text
FROM pg_auth_members
UNION ALL
-- Its transaction is for superusers.
SELECT 'pg_subscription', count(*)::text, sum(hash_record_extended(ROW(subdbid, subname), 0))::text
FROM pg_subscription
UNION ALL
-- The table of roles is for superusers; the view shows no password.
SELECT 'pg_roles', count(*)::text, sum(hashtextextended(r::text, 0))::text
FROM pg_roles r
UNION ALL
-- The files of the extensions that somebody added; to read them takes longer than all the rest.
SELECT 'pg_available_extensions', count(*)::text, sum(f.digest)::text
FROM (SELECT WHERE EXISTS (SELECT FROM pg_extension WHERE oid >= 16384)) added
CROSS JOIN LATERAL (
  SELECT hashtextextended(e::text || v::text, 0) AS digest
  FROM pg_extension x
  JOIN pg_available_extensions e
    ON e.name = x.extname
  JOIN pg_available_extension_versions v
    ON v.name = x.extname
    AND v.version = x.extversion
  OFFSET 0
) f
UNION ALL
-- A search_path that somebody set counts, also where it is the default's.
SELECT 'pg_settings', count(*)::text, sum(hash_record_extended(ROW(name, setting, source), 0))::text
FROM pg_settings
WHERE category ~ '^(Client Connection Defaults|Preset Options|Version and Platform Compatibility)'
UNION ALL
SELECT 'session', d.oid::text, concat_ws(' ', pg_postmaster_start_time(), current_user, session_user, version())
FROM pg_database d
WHERE d.datname = current_database()
