CREATE TABLE "term_frequencies" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"accounts" integer NOT NULL,
	CONSTRAINT "term_frequencies_kind_value_pk" PRIMARY KEY("kind","value"),
	CONSTRAINT "term_frequencies_kind" CHECK ("term_frequencies"."kind" in ('nickname', 'city')),
	CONSTRAINT "term_frequencies_accounts" CHECK ("term_frequencies"."accounts" > 0)
);
