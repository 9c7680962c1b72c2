-- The database that `normlint check --output-format sqlite -o FILE` makes, and that each further run appends to.
--
--   runs ─┬─ documents ─┬─ stances ── evidence          what a text says
--         │             ├─ scores ─┬─ points            what a rule set thinks of it
--         │             │          └─ topic_scores
--         │             ├─ axis_places                  where it stands between two positions
--         │             └─ findings ── edits            where it departs from a rule set
--   positions, rulesets, axes                           what the rules call them, as of the last run that had them
--
-- Names of positions, rule sets and axes are those of the rules, as in the JSON report. A run is there whole or not at all. To
-- forget one: PRAGMA foreign_keys = ON; DELETE FROM runs WHERE id = 1;
--
-- The views at the end answer the usual questions. A text is known again by its path, so start normlint from the same directory.

PRAGMA application_id = 1852797549; -- "norm": this is a database of normlint
PRAGMA user_version = 1;            -- version of this schema; a change that readers must know of raises it

-- ---- what the rules call it ---------------------------------------------------------------------------------------

-- Something that a text can say.
CREATE TABLE positions (
	id     TEXT NOT NULL PRIMARY KEY, -- its name in the rules: "privacy"
	title  TEXT NOT NULL,             -- a statement: "Privacy is a right or a value to protect"
	topic  TEXT NOT NULL,             -- "human-rights"; '' when the rules give none
	why    TEXT NOT NULL,             -- why it matters; '' when the rules do not say
	source TEXT NOT NULL              -- "A/68/98 para 19; A/70/174 para 24"; '' when the rules give none
) WITHOUT ROWID;

-- Expectations over positions.
CREATE TABLE rulesets (
	id     TEXT NOT NULL PRIMARY KEY, -- "freedom-online"
	title  TEXT NOT NULL,
	source TEXT NOT NULL
) WITHOUT ROWID;

-- A scale between two positions.
CREATE TABLE axes (
	id            TEXT NOT NULL PRIMARY KEY,
	title         TEXT NOT NULL,                           -- may be ''
	from_position TEXT NOT NULL REFERENCES positions (id), -- the negative end
	to_position   TEXT NOT NULL REFERENCES positions (id)  -- the positive end
) WITHOUT ROWID;

-- ---- what was found -----------------------------------------------------------------------------------------------

-- One call of `normlint check`.
CREATE TABLE runs (
	id           INTEGER PRIMARY KEY, -- rises from run to run
	started      TEXT NOT NULL,       -- UTC: "2026-03-01T09:30:00Z"; that of SOURCE_DATE_EPOCH when it is set
	version      TEXT NOT NULL,       -- of normlint
	directory    TEXT NOT NULL,       -- where it was started; paths are told from there
	min_severity TEXT NOT NULL CHECK (min_severity IN ('note', 'warning', 'error')), -- lesser findings were left out
	-- The totals of the run; findings count here whatever min_severity is.
	documents  INTEGER NOT NULL DEFAULT 0, -- texts that were checked
	failed     INTEGER NOT NULL DEFAULT 0, -- texts that could not be checked; they have no row in documents
	errors     INTEGER NOT NULL DEFAULT 0,
	warnings   INTEGER NOT NULL DEFAULT 0,
	notes      INTEGER NOT NULL DEFAULT 0,
	suppressed INTEGER NOT NULL DEFAULT 0, -- findings that somebody accepted, with a reason
	known      INTEGER NOT NULL DEFAULT 0, -- findings of a baseline
	fixed      INTEGER NOT NULL DEFAULT 0  -- places that --fix changed before findings were counted
);

-- A text as a run found it.
CREATE TABLE documents (
	id        INTEGER PRIMARY KEY, -- rises from run to run
	run       INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
	path      TEXT NOT NULL, -- from where normlint was started; bytes that are no UTF-8 are U+FFFD
	format    TEXT NOT NULL, -- "markdown", "docx", ...
	words     INTEGER NOT NULL,
	sentences INTEGER NOT NULL
);
CREATE INDEX documents_by_run ON documents (run);
CREATE INDEX documents_by_path ON documents (path, run);

-- The stance of a text on a position: one row for each position that was looked for, the absent ones too.
CREATE TABLE stances (
	document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
	position TEXT NOT NULL REFERENCES positions (id),
	stance   TEXT NOT NULL CHECK (stance IN ('affirmed', 'hedged', 'opposed', 'reported', 'absent')),
	strength TEXT CHECK (strength IN ('binding', 'declared', 'recommended', 'tentative')), -- NULL when absent
	PRIMARY KEY (document, position)
) WITHOUT ROWID;

-- The places that say it.
CREATE TABLE evidence (
	id         INTEGER PRIMARY KEY, -- in the order of the text
	document   INTEGER NOT NULL,
	position   TEXT NOT NULL,
	line       INTEGER NOT NULL, -- where it begins, from 1; of a Word or OpenDocument file the paragraph
	"column"   INTEGER NOT NULL, -- from 1, in characters
	"offset"   INTEGER,          -- bytes into the file, from 0; NULL where the file is no text
	end_line   INTEGER NOT NULL, -- past its last character
	end_column INTEGER NOT NULL,
	end_offset INTEGER,
	page       INTEGER,          -- NULL where the file tells of no pages
	section    TEXT NOT NULL,    -- the headings above it: "Part I > Article 2"; '' under none
	stance     TEXT NOT NULL CHECK (stance IN ('affirmed', 'hedged', 'opposed', 'reported')),
	strength   TEXT NOT NULL CHECK (strength IN ('binding', 'declared', 'recommended', 'tentative')),
	text       TEXT NOT NULL, -- its words on one line
	FOREIGN KEY (document, position) REFERENCES stances (document, position) ON DELETE CASCADE
);
CREATE INDEX evidence_by_position ON evidence (document, position);

-- ---- what rule sets think of it -----------------------------------------------------------------------------------

-- A text held against a rule set.
CREATE TABLE scores (
	document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
	ruleset  TEXT NOT NULL REFERENCES rulesets (id),
	score    REAL NOT NULL CHECK (score BETWEEN 0 AND 100), -- 100 x sum of weight x credit / sum of weight, one decimal
	errors   INTEGER NOT NULL, -- findings of this rule set
	warnings INTEGER NOT NULL,
	notes    INTEGER NOT NULL,
	PRIMARY KEY (document, ruleset)
) WITHOUT ROWID;
CREATE INDEX scores_by_ruleset ON scores (ruleset, document);

-- The same by topic.
CREATE TABLE topic_scores (
	document INTEGER NOT NULL,
	ruleset  TEXT NOT NULL,
	topic    TEXT NOT NULL,
	score    REAL NOT NULL CHECK (score BETWEEN 0 AND 100),
	PRIMARY KEY (document, ruleset, topic),
	FOREIGN KEY (document, ruleset) REFERENCES scores (document, ruleset) ON DELETE CASCADE
) WITHOUT ROWID;

-- What each rule gave: what the score is made of.
CREATE TABLE points (
	document INTEGER NOT NULL,
	ruleset  TEXT NOT NULL,
	rule     TEXT NOT NULL, -- its name in the rule set; mostly that of the position it asks for
	kind     TEXT NOT NULL CHECK (kind IN ('require', 'recommend', 'discourage', 'forbid')),
	weight   REAL NOT NULL CHECK (weight > 0),
	credit   REAL NOT NULL CHECK (credit IN (0, 0.5, 1)), -- 1: the text does as it asks
	applies  INTEGER NOT NULL CHECK (applies IN (0, 1)),  -- 0: its `when` does not hold, and it does not count
	PRIMARY KEY (document, ruleset, rule),
	FOREIGN KEY (document, ruleset) REFERENCES scores (document, ruleset) ON DELETE CASCADE
) WITHOUT ROWID;

-- Where a text stands on an axis: log((p + 0.5) / (n + 0.5)) of the affirmed evidence of its ends.
CREATE TABLE axis_places (
	document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
	axis     TEXT NOT NULL REFERENCES axes (id),
	value    REAL NOT NULL, -- below 0: nearer to from_position
	low      REAL NOT NULL, -- the 95 % interval: how little evidence there was
	high     REAL NOT NULL,
	PRIMARY KEY (document, axis)
) WITHOUT ROWID;

-- Where a text departs from a rule set, or from itself.
CREATE TABLE findings (
	id          INTEGER PRIMARY KEY, -- in the order of the text
	document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
	ruleset     TEXT NOT NULL, -- of rulesets, or "contradiction" (of the text itself), or "suppression" (of a comment in it)
	rule        TEXT NOT NULL,
	severity    TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
	message     TEXT NOT NULL,
	line        INTEGER, -- as in evidence; all of them NULL when the text as a whole lacks something
	"column"    INTEGER,
	"offset"    INTEGER,
	end_line    INTEGER,
	end_column  INTEGER,
	end_offset  INTEGER,
	page        INTEGER,
	notes       TEXT NOT NULL, -- what else is said of it, a line each; '' when nothing is
	help        TEXT, -- what to do; NULL: nothing is proposed
	fix         TEXT, -- words to write instead; NULL: none are proposed
	fingerprint TEXT NOT NULL,     -- of the rule and the sentence: the same in the next run, also when the text was reflowed
	number      INTEGER NOT NULL,  -- which one with that fingerprint it is in the text, from 1
	suppressed_by TEXT CHECK (suppressed_by IN ('comment', 'configuration', 'baseline')), -- NULL: it counts
	suppressed_reason TEXT,
	suppressed_until  TEXT -- the last day: "2027-06-30"; NULL: for ever
);
CREATE INDEX findings_by_document ON findings (document, ruleset, fingerprint);

-- How to write the words of `fix` in a place of the finding: what --fix does. None where that would not be safe.
CREATE TABLE edits (
	finding    INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
	number     INTEGER NOT NULL, -- from 1, by place
	line       INTEGER NOT NULL, -- as in evidence: what is replaced
	"column"   INTEGER NOT NULL,
	"offset"   INTEGER,
	end_line   INTEGER NOT NULL,
	end_column INTEGER NOT NULL,
	end_offset INTEGER,
	text       TEXT NOT NULL, -- what stands there then
	PRIMARY KEY (finding, number)
) WITHOUT ROWID;

-- ---- the usual questions ------------------------------------------------------------------------------------------

CREATE VIEW latest_run AS
	SELECT * FROM runs ORDER BY id DESC LIMIT 1;

-- The texts of the latest run.
CREATE VIEW latest_documents AS
	SELECT * FROM documents WHERE run = (SELECT max(id) FROM runs);

-- Texts x positions in the latest run: the stance, how much evidence there is, and the first place of that stance.
CREATE VIEW matrix AS
	SELECT d.path, p.topic, s.position, p.title, s.stance, s.strength,
		(SELECT count(*) FROM evidence e WHERE e.document = s.document AND e.position = s.position) AS places,
		first.line, first.text
	FROM latest_documents d
	JOIN stances s ON s.document = d.id
	JOIN positions p ON p.id = s.position
	LEFT JOIN evidence first ON first.id = (
		SELECT min(e.id) FROM evidence e
		WHERE e.document = s.document AND e.position = s.position AND e.stance = s.stance AND e.strength = s.strength);

-- Each text that was held against a rule set, and the one of the same path that was before. The text's own findings count as
-- those of two rule sets more.
CREATE VIEW judged AS
	SELECT d.run, d.id AS document, d.path, s.ruleset,
		(SELECT max(b.id) FROM documents b JOIN scores t ON t.document = b.id AND t.ruleset = s.ruleset
			WHERE b.path = d.path AND b.run < d.run) AS before
	FROM documents d JOIN scores s ON s.document = d.id
	UNION ALL
	SELECT d.run, d.id, d.path, own.ruleset,
		(SELECT max(b.id) FROM documents b WHERE b.path = d.path AND b.run < d.run)
	FROM documents d, (SELECT 'contradiction' AS ruleset UNION ALL SELECT 'suppression') own;

-- Scores over the runs, and how they changed since the last run that had the text; NULL when none had.
CREATE VIEW score_history AS
	SELECT j.run, r.started, j.path, j.ruleset, s.score, round(s.score - b.score, 1) AS change
	FROM judged j
	JOIN runs r ON r.id = j.run
	JOIN scores s ON s.document = j.document AND s.ruleset = j.ruleset
	LEFT JOIN scores b ON b.document = j.before AND b.ruleset = j.ruleset;

-- What the texts of the latest run lost points by: how many of the 100 of the rule set.
CREATE VIEW lost_points AS
	SELECT d.path, p.ruleset, p.rule, p.kind, p.weight, p.credit,
		round(100 * p.weight * (1 - p.credit) / sum(p.weight) OVER (PARTITION BY p.document, p.ruleset), 1) AS lost
	FROM latest_documents d
	JOIN points p ON p.document = d.id AND p.applies;

-- Findings of the latest run that count.
CREATE VIEW open_findings AS
	SELECT d.path, f.line, f."column", f.severity, f.ruleset, f.rule, f.message, f.help, f.id, f.fingerprint
	FROM latest_documents d
	JOIN findings f ON f.document = d.id AND f.suppressed_by IS NULL;

-- Findings of the latest run that the last run which judged the text by that rule set did not have.
CREATE VIEW new_findings AS
	SELECT j.path, f.line, f."column", f.severity, f.ruleset, f.rule, f.message, f.id, f.fingerprint
	FROM judged j
	JOIN findings f ON f.document = j.document AND f.ruleset = j.ruleset AND f.suppressed_by IS NULL
	WHERE j.run = (SELECT max(id) FROM runs)
		AND NOT EXISTS (SELECT 1 FROM findings b WHERE b.document = j.before AND b.fingerprint = f.fingerprint
			AND b.number = f.number AND b.ruleset = f.ruleset AND b.rule = f.rule AND b.suppressed_by IS NULL);

-- Findings of that run before that are not there any more.
CREATE VIEW gone_findings AS
	SELECT j.path, b.line, b."column", b.severity, b.ruleset, b.rule, b.message, b.id, b.fingerprint
	FROM judged j
	JOIN findings b ON b.document = j.before AND b.ruleset = j.ruleset AND b.suppressed_by IS NULL
	WHERE j.run = (SELECT max(id) FROM runs)
		AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.document = j.document AND f.fingerprint = b.fingerprint
			AND f.number = b.number AND f.ruleset = b.ruleset AND f.rule = b.rule AND f.suppressed_by IS NULL);

-- Positions on which a text of the latest run stands otherwise than in the last run that had it and looked for them.
CREATE VIEW changed_stances AS
	SELECT d.path, s.position, p.title, b.stance AS stance_before, b.strength AS strength_before, s.stance, s.strength
	FROM latest_documents d
	JOIN stances s ON s.document = d.id
	JOIN positions p ON p.id = s.position
	JOIN stances b ON b.position = s.position AND b.document = (
		SELECT max(e.id) FROM documents e JOIN stances t ON t.document = e.id AND t.position = s.position
		WHERE e.path = d.path AND e.run < d.run)
	WHERE b.stance <> s.stance OR b.strength IS NOT s.strength;
