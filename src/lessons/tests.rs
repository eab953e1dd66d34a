//! The app's own lessons keep every rule; broken ones are told where they are broken.

use std::fs;
use std::path::Path;

use super::library::LessonFolder;
use super::*;

const NAMES: Names<'static> = Names {
    views: &["heap", "gc", "list", "table", "lanes"],
    labs: &["list-growth", "hash-table", "threads-tasks-processes"],
};

#[test]
fn the_apps_own_lessons_keep_every_rule() {
    let library = Library::embedded();
    let said: Vec<_> = check(&library, NAMES).iter().map(ToString::to_string).collect();
    assert_eq!(said, [""; 0]);
    assert!(library.lesson("reference-counting").is_some());
}

#[test]
fn the_apps_own_lessons_stand_in_the_curriculum_and_record_their_output() {
    let library = Library::embedded();
    assert!(library.lessons().is_sorted_by_key(|lesson| lesson.order));
    for lesson in library.lessons() {
        assert!(curriculum::find(&lesson.slug).is_some(), "{}", lesson.slug);
        for demo in &lesson.demos {
            for version in ["3.11", "3.12", "3.13", "3.14", "3.15"] {
                assert!(demo.output(version).is_some(), "{}/{} on {version}", lesson.slug, demo.name);
            }
        }
    }
}

#[test]
fn everything_in_content_is_embedded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let from_disk = Library::default().with_folder(&folder);
    let embedded = Library::embedded();
    let slugs = |library: &Library| library.lessons().iter().map(|lesson| lesson.slug.clone()).collect::<Vec<_>>();
    assert_eq!(slugs(&from_disk), slugs(&embedded));
    for (disk, own) in from_disk.lessons().iter().zip(embedded.lessons()) {
        assert_eq!(Lesson { folder: own.folder.clone(), ..disk.clone() }, *own);
    }
}

const DATA: &str = r#"Lesson(
    question: "Why?",
    title: "Why",
    views: [(view: "heap", focus: ["a"])],
    sources: [Pep(number: 8, title: "Style")],
    cards: [Cloze("a {{b}}"), Cloze("c {{d}}"), Cloze("e {{f}}")],
    see_also: ["gil"],
)"#;
const DEMO: &str = "a = 1  #: One.\nb = 2  #: Two.\nc = 3  #: Three.\nd = 4\ne = 5\n";

fn answer() -> String {
    let words = "word ".repeat(150);
    format!("## In one breath\n{words}\n## How it works\nx\n## Often said, but\ny\n## In the room\n- a?\n- b?\n")
}

/// A library of one lesson, `memory/mine`, with these files.
fn library_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Library) {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("memory/mine");
    fs::create_dir_all(&folder).expect("the lesson's folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("the lesson's file");
    }
    let library = Library::default().with_folder(root.path());
    (root, library)
}

#[track_caller]
fn check_says(files: &[(&str, &str)], expected: &[&str]) {
    let (root, library) = library_of(files);
    let said: Vec<String> = check(&library, NAMES)
        .into_iter()
        .map(|problem| {
            let file = problem.file.strip_prefix(root.path()).expect("a file of the folder").to_owned();
            Problem { file, ..problem }.to_string()
        })
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn a_whole_lesson_has_no_problem() {
    check_says(&[("lesson.ron", DATA), ("answer.md", &answer()), ("demo.py", DEMO)], &[]);
    let windows = |text: &str| text.replace('\n', "\r\n");
    check_says(&[("lesson.ron", &windows(DATA)), ("answer.md", &windows(&answer())), ("demo.py", &windows(DEMO))], &[]);
}

#[test]
fn broken_data_is_told_with_its_place() {
    let with = |from: &str, to: &str| DATA.replace(from, to);
    for (data, expected) in [
        (
            with("title: \"Why\",", "titel: \"Why\","),
            "memory/mine/lesson.ron:3:5: error: Unexpected field named `titel` in `Lesson`, expected one of `question`, `title`, `level`, `views`, `lab`, `sources`, `cards`, `see_also`, or `versions` instead",
        ),
        (with("\"Why?\",", "\"Why?\""), "memory/mine/lesson.ron:3:5: error: Expected comma"),
        (
            with("title: \"Why\",", ""),
            "memory/mine/lesson.ron:1:1: error: a lesson outside the curriculum needs a `title`",
        ),
        (
            with("\"heap\"", "\"heep\""),
            "memory/mine/lesson.ron:4:20: error: no view is called `heep`; the views are: heap, gc, list, table, lanes",
        ),
        (
            with("see_also", "lab: (name: \"pools\"), see_also"),
            "memory/mine/lesson.ron:7:17: error: no lab is called `pools`; the labs are: list-growth, hash-table, threads-tasks-processes",
        ),
        (with("\"gil\"", "\"gill\""), "memory/mine/lesson.ron:7:16: error: no lesson is called `gill`"),
        (with("\"gil\"", "\"mine\""), "memory/mine/lesson.ron:7:16: error: the lesson refers to itself"),
        (
            with("Pep(number: 8, title: \"Style\")", ""),
            "memory/mine/lesson.ron:1:1: error: `sources` is empty: say where the answer can be checked",
        ),
        (
            with("Cloze(\"c {{d}}\"), ", ""),
            "memory/mine/lesson.ron:6:5: warning: review cards: 2; a lesson has at least 3",
        ),
        (with("{{d}}", "d"), "memory/mine/lesson.ron:6:5: error: card 2 leaves nothing to recall"),
        (
            with("(view: \"heap\", focus: [\"a\"])", ""),
            "memory/mine/lesson.ron:1:1: error: the program needs a view: `views` is empty",
        ),
    ] {
        check_says(&[("lesson.ron", &data), ("answer.md", &answer()), ("demo.py", DEMO)], &[expected]);
    }
}

#[test]
fn a_broken_answer_or_program_is_told_with_its_place() {
    check_says(
        &[
            ("lesson.ron", DATA),
            ("answer.md", &answer().replace("- b?", "b?").replace("word word ", "one ")),
            ("demo.py", "a = 1\n#: One.\nif\n"),
        ],
        &[
            "memory/mine/demo.py:3:3: error: the program cannot be parsed: Expected an expression",
            "memory/mine/answer.md:1:1: warning: the answer has 79 words; it should have 150 to 450",
            "memory/mine/answer.md:1:1: warning: follow-up questions in `In the room`: 1; it needs 2, each on a line that starts with `- `",
            "memory/mine/demo.py:1:1: warning: the program has 2 lines of code; it should have 5 to 25",
            "memory/mine/demo.py:1:1: warning: captions (`#:`): 1; a program has at least 3",
        ],
    );
    let long = DEMO.replace("Two.", &"m".repeat(91));
    check_says(
        &[("lesson.ron", DATA), ("answer.md", &answer()), ("demo.py", &long)],
        &["memory/mine/demo.py:2:1: warning: this caption has 91 characters; 90 fit on its line"],
    );
    check_says(
        &[("lesson.ron", DATA), ("demo.py", DEMO)],
        &["memory/mine/answer.md:1:1: error: `answer.md` is missing"],
    );
    check_says(
        &[("lesson.ron", DATA), ("answer.md", &answer())],
        &["memory/mine/lesson.ron:4:5: error: a view needs a program to show: `demo.py` is missing"],
    );
}

#[test]
fn a_file_that_is_no_text_or_no_page_is_told() {
    let mut files = LessonFolder::new("memory/mine".into());
    files.add(Path::new("lesson.ron"), b"Lesson(\n  \xff".to_vec());
    files.add(Path::new("answer.md"), answer().into_bytes());
    let (lesson, problems) = files.read();
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lesson, None);
    assert_eq!(said, ["memory/mine/lesson.ron:2:3: error: this file is not UTF-8 text"]);

    let long = "x".repeat((1 << 20) + 1);
    check_says(
        &[("lesson.ron", &long), ("answer.md", &answer())],
        &["memory/mine/lesson.ron:1:1: error: this file is larger than a megabyte, which no part of a lesson is"],
    );
}

#[test]
fn a_folder_replaces_a_lesson_and_a_broken_one_leaves_the_old() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("memory/reference-counting");
    fs::create_dir_all(&folder).expect("the lesson's folder");
    let before = Library::embedded();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the lesson's file");

    write("lesson.ron", "Lesson(");
    write("answer.md", &answer());
    let library = before.clone().with_folder(root.path());
    assert_eq!(library.lesson("reference-counting"), before.lesson("reference-counting"));
    assert_eq!(library.problems().len(), 1);

    write("lesson.ron", &DATA.replace("title: \"Why\",", ""));
    let library = before.clone().with_folder(root.path());
    assert_eq!(library.lessons().len(), before.lessons().len());
    let lesson = library.lesson("reference-counting").expect("the replaced lesson");
    assert_eq!(
        (lesson.question.as_str(), lesson.title.as_str(), lesson.level),
        ("Why?", "Reference counting", Level::Core)
    );
}

#[test]
fn a_folder_that_is_not_there_or_in_the_wrong_place_is_told() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let library = Library::default().with_folder(&root.path().join("nowhere"));
    assert_eq!(library.problems().len(), 1);

    for (place, expected) in [
        (
            "memroy/mine",
            "no topic is called `memroy`; the topics are: memory, identity, containers, functions, classes, exceptions, concurrency, async, buffers, performance",
        ),
        ("memory/Mine", "the lesson's folder may hold only a-z, 0-9 and - in its name"),
        ("memory/gil", "`gil` belongs to the topic `concurrency`"),
    ] {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = root.path().join(place);
        fs::create_dir_all(&folder).expect("the lesson's folder");
        fs::write(folder.join("lesson.ron"), DATA).expect("the data");
        fs::write(folder.join("answer.md"), answer()).expect("the answer");
        let library = Library::default().with_folder(root.path());
        let said: Vec<_> = library.problems().iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, [expected]);
    }
}

#[test]
fn a_slug_that_stands_twice_in_a_folder_is_told() {
    let root = tempfile::tempdir().expect("a temporary folder");
    for topic in ["memory", "classes"] {
        let folder = root.path().join(topic).join("mine");
        fs::create_dir_all(&folder).expect("the lesson's folder");
        fs::write(folder.join("lesson.ron"), DATA).expect("the data");
        fs::write(folder.join("answer.md"), answer()).expect("the answer");
    }
    let library = Library::default().with_folder(root.path());
    assert_eq!(library.lessons().len(), 1);
    let first = root.path().join("classes/mine");
    let expected = format!("a lesson of this name stands in {} already", first.display());
    assert_eq!(library.problems().first().map(|problem| problem.message.clone()), Some(expected));
}
