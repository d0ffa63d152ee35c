"""What a teacher gets of the lessons: pages, slides, and an edition without solutions."""
