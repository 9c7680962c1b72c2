-- What an analyst asks first, of a database that normlint keeps:
--
--     normlint check --output-format sqlite -o norms.db drafts/
--     sqlite3 -box norms.db <questions.sql
--
-- Each query stands alone and is there to be changed. The tables and views are described in src/report/normlint.schema.sql.

-- 1. Which camp does each text serve best? Its scores, the best first.
SELECT d.path, r.title AS ruleset, s.score,
	rank() OVER (PARTITION BY d.id ORDER BY s.score DESC) AS place
FROM latest_documents d
JOIN scores s ON s.document = d.id
JOIN rulesets r ON r.id = s.ruleset
ORDER BY d.path, place, r.title;

-- 2. What would help it most? The three rules of each rule set that cost a text most of its hundred points.
SELECT path, ruleset, rule, lost,
	CASE WHEN kind IN ('forbid', 'discourage') THEN 'says what it should not' WHEN credit > 0 THEN 'says it too weakly'
		ELSE 'does not say it' END AS why
FROM (SELECT *, row_number() OVER (PARTITION BY path, ruleset ORDER BY lost DESC, rule) AS place FROM lost_points WHERE lost > 0)
WHERE place <= 3
ORDER BY path, ruleset, place;

-- 3. Who stands where? Each position that any text takes, with who affirms, hedges and opposes it. For a word of proof, take
-- `path`, `line` and `text` from the view matrix.
SELECT topic, title,
	group_concat(CASE WHEN stance = 'affirmed' THEN path END, ', ') AS affirmed_by,
	group_concat(CASE WHEN stance = 'hedged' THEN path END, ', ') AS hedged_by,
	group_concat(CASE WHEN stance = 'opposed' THEN path END, ', ') AS opposed_by,
	sum(stance = 'absent') AS silent
FROM matrix
GROUP BY position
HAVING sum(stance <> 'absent') > 0
ORDER BY topic, title;

-- 4. What moved since the last run, and whom did that please? Positions first, then scores by at least a point.
SELECT path, title AS what, stance_before || coalesce(', ' || strength_before, '') AS before,
	stance || coalesce(', ' || strength, '') AS now
FROM changed_stances
UNION ALL
SELECT path, 'score of ' || ruleset, round(score - change, 1), score
FROM score_history
WHERE run = (SELECT id FROM latest_run) AND abs(change) >= 1
ORDER BY path, what;

-- 5. What must be dealt with now? Errors and warnings that the last run of the text did not have, and what to do.
SELECT n.path, n.line, n.severity, n.message, f.help
FROM new_findings n
JOIN findings f ON f.id = n.id
WHERE n.severity <> 'note'
ORDER BY n.severity, n.path, n.line;
