-- grain: one row per keyed hash not yet known for its child
INSERT INTO child_key
SELECT DISTINCT k.key, k.kind, pc.child_id, $batch_id
FROM person_key AS k
JOIN person_child AS pc ON k.person = pc.person
ANTI JOIN child_key AS known
    ON known.key = k.key AND known.kind = k.kind AND known.child_id = pc.child_id
