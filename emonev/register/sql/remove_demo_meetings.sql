-- grain: every meeting of the demo with everything that hangs on it
DELETE FROM meeting WHERE demo = 1
