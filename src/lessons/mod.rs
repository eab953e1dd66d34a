//! The lessons: reads and checks `content/`.
//!
//! ```text
//! content/TOPIC/SLUG/lesson.ron      question, views and their focus, lab, sources, review cards, see-also, versions
//!                    answer.md       the four parts: In one breath, How it works, Often said, but, In the room
//!                    demo.py         the program; `#:` comments are its captions (see [`demo`])
//!                    demo.out        what a real CPython prints, PYTHONHASHSEED=0
//!                    demo.3.14.out   … where one version prints something else
//! ```
//!
//! The folder names say topic and slug; the curriculum gives title, level and number of its ninety questions, so
//! `lesson.ron` repeats none of them. A lesson outside the curriculum names its own `title`. More programs may stand
//! beside `demo.py`. A view's `focus` lists names of the program. [`check`] holds the rules that a machine can hold.
//!
//! Not here: running the programs (`python/`), drawing (`views/`), what the learner keeps (`study/`).

mod answer;
mod check;
pub mod curriculum;
pub mod demo;
mod lesson;
mod library;
mod problem;

pub use answer::Answer;
pub use check::{Names, check};
pub use curriculum::Topic;
pub use demo::Demo;
pub use lesson::{Card, LabSpec, Lesson, Level, Source, VersionNote, ViewSpec};
pub use library::Library;
pub use problem::{Problem, Severity};

#[cfg(test)]
mod tests;
