"""What a service manager looks at each week, each as a table with its method, its sample and what cannot be told.

All of it is worked out from records and documents as they are. Nothing is decided here.
"""
