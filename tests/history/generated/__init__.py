"""Random histories, made with real git and judged by somebody who knows what was done."""
