"""What happened: contacts, visits, calls, notes, attachments; the timeline of a household."""
