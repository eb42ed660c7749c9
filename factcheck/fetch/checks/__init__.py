"""Reading what fact-checkers publish of their checks: ClaimReview in its many forms, dumps, service answers, tables."""
