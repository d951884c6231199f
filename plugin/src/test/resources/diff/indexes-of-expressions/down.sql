DROP INDEX by_operator;

DROP INDEX by_cast;

DROP INDEX by_calls_and_operator;

DROP INDEX by_calls;

DROP INDEX by_call_and_class;

DROP INDEX by_call;
