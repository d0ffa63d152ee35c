"""Write what is worked out in the teacher's pages: `make classroom`."""

from __future__ import annotations

from tools.classroom.pages import every_page, write_pages

if __name__ == "__main__":
    changed = write_pages()
    for path in changed:
        print(f"classroom/{path.name} is new, or has changed")
    print(f"{len(every_page())} pages in classroom/, {len(changed)} of them written now.")
