INSERT INTO realm (id, name, enabled) VALUES ('acme', 'acme', true);

INSERT INTO client (id, client_id, realm_id, enabled) VALUES ('shop', 'shop', 'acme', true);

INSERT INTO user_entity (id, username, email, realm_id, enabled)
SELECT 'user-' || n, 'user' || n, 'user' || n || '@acme.com', 'acme', true
FROM generate_series(1, 1000) n;

INSERT INTO user_attribute (id, name, value, user_id)
SELECT 'attribute-' || n, 'phone', n::text, 'user-' || n
FROM generate_series(1, 1000) n;
