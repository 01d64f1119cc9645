"""Rules about scope, context, risks, opportunities and objectives."""
