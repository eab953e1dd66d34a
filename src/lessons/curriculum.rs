//! What the course consists of: ten topics, ninety questions, in the order in which they are best read.
//!
//! Only the table. Which of the questions have been answered is what [`super::Library`] finds in `content/`.

use std::fmt;

/// One of the ten parts of the course; also the name of a folder under `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    Memory,
    Identity,
    Containers,
    Functions,
    Classes,
    Exceptions,
    Concurrency,
    Async,
    Buffers,
    Performance,
}

impl Topic {
    /// All topics in reading order.
    pub const ALL: [Topic; 10] = [
        Topic::Memory,
        Topic::Identity,
        Topic::Containers,
        Topic::Functions,
        Topic::Classes,
        Topic::Exceptions,
        Topic::Concurrency,
        Topic::Async,
        Topic::Buffers,
        Topic::Performance,
    ];

    /// The name of the topic's folder, and of the topic on the command line.
    pub const fn folder(self) -> &'static str {
        match self {
            Topic::Memory => "memory",
            Topic::Identity => "identity",
            Topic::Containers => "containers",
            Topic::Functions => "functions",
            Topic::Classes => "classes",
            Topic::Exceptions => "exceptions",
            Topic::Concurrency => "concurrency",
            Topic::Async => "async",
            Topic::Buffers => "buffers",
            Topic::Performance => "performance",
        }
    }

    /// The title that a learner reads.
    pub const fn title(self) -> &'static str {
        match self {
            Topic::Memory => "Memory",
            Topic::Identity => "Identity and copies",
            Topic::Containers => "Containers",
            Topic::Functions => "Functions",
            Topic::Classes => "Classes",
            Topic::Exceptions => "Exceptions",
            Topic::Concurrency => "Concurrency",
            Topic::Async => "Async",
            Topic::Buffers => "Buffers",
            Topic::Performance => "Performance",
        }
    }

    /// The topic whose folder has this name.
    pub fn from_folder(name: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.folder() == name)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.folder())
    }
}

/// One question of the course, answered already or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub topic: Topic,
    /// The lesson's name everywhere: folder, command line, links, notes.
    pub slug: &'static str,
    /// Its number in the two lists of questions: `A1` to `A30` are advanced, `C1` to `C60` core.
    pub number: &'static str,
    /// A few words, for lists.
    pub title: &'static str,
}

/// The question with this slug, and its place in the course counted from 0.
pub fn find(slug: &str) -> Option<(usize, &'static Entry)> {
    CURRICULUM.iter().enumerate().find(|(_, entry)| entry.slug == slug)
}

const fn entry(topic: Topic, slug: &'static str, number: &'static str, title: &'static str) -> Entry {
    Entry { topic, slug, number, title }
}

/// The ninety questions in reading order.
#[rustfmt::skip] // One row a line keeps this a table.
pub const CURRICULUM: [Entry; 90] = [
    entry(Topic::Memory, "memory-management", "A1", "How memory is managed"),
    entry(Topic::Memory, "reference-counting", "C51", "Reference counting"),
    entry(Topic::Memory, "garbage-collector", "A3", "The garbage collector"),
    entry(Topic::Memory, "reference-cycles", "A4", "Reference cycles"),
    entry(Topic::Memory, "weak-references", "A27", "Weak references"),
    entry(Topic::Memory, "memory-leaks", "A28", "Finding a leak"),

    entry(Topic::Identity, "id-hash-is", "A2", "id, hash and is"),
    entry(Topic::Identity, "is-vs-equals", "C2", "is or =="),
    entry(Topic::Identity, "assignment-shallow-deep", "A6", "Assignment and copies"),
    entry(Topic::Identity, "copy-module", "C54", "copy and deepcopy"),
    entry(Topic::Identity, "deepcopy-vs-pickle", "A5", "deepcopy or pickle"),

    entry(Topic::Containers, "built-in-types", "C1", "Built-in types"),
    entry(Topic::Containers, "int-and-float", "C3", "int and float"),
    entry(Topic::Containers, "tuple-vs-list", "C4", "Tuple or list"),
    entry(Topic::Containers, "set-vs-dict", "C5", "Set or dict"),
    entry(Topic::Containers, "string-immutability", "C6", "Immutable strings"),
    entry(Topic::Containers, "list-comprehensions", "C7", "List comprehensions"),
    entry(Topic::Containers, "dict-lookup", "C8", "Looking up a key"),
    entry(Topic::Containers, "dict-internals", "A8", "Inside dict"),
    entry(Topic::Containers, "ordered-dict", "A9", "OrderedDict"),
    entry(Topic::Containers, "namedtuple", "C9", "Named tuples"),
    entry(Topic::Containers, "merge-dicts", "C10", "Merging dicts"),
    entry(Topic::Containers, "list-internals", "A7", "Inside list"),
    entry(Topic::Containers, "generators-vs-lists", "A29", "Generator or list"),

    entry(Topic::Functions, "args-kwargs", "C11", "*args and **kwargs"),
    entry(Topic::Functions, "function-caching", "C12", "Caching with lru_cache"),
    entry(Topic::Functions, "mutable-defaults", "C13", "Mutable defaults"),
    entry(Topic::Functions, "first-class-functions", "C14", "First-class functions"),
    entry(Topic::Functions, "closures", "C15", "Closures"),
    entry(Topic::Functions, "decorators", "C16", "Decorators"),
    entry(Topic::Functions, "wraps", "C17", "functools.wraps"),
    entry(Topic::Functions, "decorators-with-arguments", "C18", "Decorators with arguments"),
    entry(Topic::Functions, "stacking-decorators", "C19", "Stacking decorators"),
    entry(Topic::Functions, "partial", "C20", "functools.partial"),
    entry(Topic::Functions, "lru-by-hand", "A25", "An LRU cache by hand"),
    entry(Topic::Functions, "lru-cache-internals", "A26", "Inside lru_cache"),
    entry(Topic::Functions, "lru-cache-speed", "C59", "When caching pays"),

    entry(Topic::Classes, "class-vs-instance-attributes", "C21", "Class or instance attribute"),
    entry(Topic::Classes, "dunder-methods", "C22", "Special methods"),
    entry(Topic::Classes, "method-kinds", "C23", "Kinds of method"),
    entry(Topic::Classes, "inheritance-vs-composition", "C24", "Inherit or compose"),
    entry(Topic::Classes, "mro", "C25", "Method resolution order"),
    entry(Topic::Classes, "super", "C26", "super()"),
    entry(Topic::Classes, "metaclasses", "C27", "Metaclasses"),
    entry(Topic::Classes, "immutable-classes", "C28", "Immutable classes"),
    entry(Topic::Classes, "descriptors", "C29", "Descriptors"),
    entry(Topic::Classes, "slots-and-memory", "C30", "Slots, memory and speed"),
    entry(Topic::Classes, "slots", "A24", "__slots__"),
    entry(Topic::Classes, "slots-at-scale", "C52", "Slots, a million times"),

    entry(Topic::Exceptions, "try-finally", "C31", "except and finally"),
    entry(Topic::Exceptions, "custom-exceptions", "C32", "Your own exceptions"),
    entry(Topic::Exceptions, "exception-cost", "C33", "What exceptions cost"),
    entry(Topic::Exceptions, "generator-exceptions", "C34", "Exceptions in generators"),
    entry(Topic::Exceptions, "context-managers", "C35", "Context managers"),
    entry(Topic::Exceptions, "custom-context-manager", "C36", "Your own context manager"),
    entry(Topic::Exceptions, "with-statement", "C37", "Inside with"),
    entry(Topic::Exceptions, "raise-from", "C38", "raise from"),
    entry(Topic::Exceptions, "logging-exceptions", "C39", "Logging exceptions"),
    entry(Topic::Exceptions, "exc-info", "C40", "sys.exc_info"),

    entry(Topic::Concurrency, "gil", "A11", "The GIL"),
    entry(Topic::Concurrency, "gil-and-threads", "C42", "The GIL and threads"),
    entry(Topic::Concurrency, "threads-vs-processes", "A12", "Threads or processes"),
    entry(Topic::Concurrency, "threading-and-multiprocessing", "C41", "threading, multiprocessing"),
    entry(Topic::Concurrency, "which-one-when", "A13", "Which one, when"),
    entry(Topic::Concurrency, "executors", "A16", "Executors"),
    entry(Topic::Concurrency, "process-pool", "C58", "Process pools"),
    entry(Topic::Concurrency, "cooperative-vs-preemptive", "A17", "Who decides the switch"),
    entry(Topic::Concurrency, "races-and-deadlocks", "A19", "Races and deadlocks"),
    entry(Topic::Concurrency, "ipc", "A20", "How processes talk"),

    entry(Topic::Async, "asyncio", "A14", "asyncio"),
    entry(Topic::Async, "event-loop", "C43", "The event loop"),
    entry(Topic::Async, "coroutines-vs-generators", "A15", "Coroutine or generator"),
    entry(Topic::Async, "concurrent-fetches", "A18", "Many fetches at once"),
    entry(Topic::Async, "async-functions", "C44", "async def"),
    entry(Topic::Async, "await", "C45", "await"),
    entry(Topic::Async, "gather-and-create-task", "C46", "gather and create_task"),
    entry(Topic::Async, "asyncio-run", "C47", "asyncio.run"),
    entry(Topic::Async, "mixing-sync-and-async", "C48", "Mixing sync and async"),
    entry(Topic::Async, "async-exceptions", "C49", "Exceptions in tasks"),
    entry(Topic::Async, "async-locks", "C50", "Locks in asyncio"),

    entry(Topic::Buffers, "memory-views", "A21", "memoryview"),
    entry(Topic::Buffers, "bytes-bytearray-memoryview", "A22", "bytes, bytearray, view"),
    entry(Topic::Buffers, "zero-copy", "C60", "Slicing without copying"),

    entry(Topic::Performance, "profiling", "A10", "Finding what is slow"),
    entry(Topic::Performance, "profiling-in-practice", "C53", "Profilers in practice"),
    entry(Topic::Performance, "memory-for-large-data", "A23", "Less memory for more data"),
    entry(Topic::Performance, "huge-data", "A30", "Gigabytes of data"),
    entry(Topic::Performance, "numpy-speed", "C55", "Why NumPy is fast"),
    entry(Topic::Performance, "jit", "C56", "JIT compilers"),
    entry(Topic::Performance, "cython", "C57", "Cython"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_slug_and_every_number_stands_once_and_topics_stand_in_order() {
        let slugs: BTreeSet<_> = CURRICULUM.iter().map(|entry| entry.slug).collect();
        let numbers: BTreeSet<String> = CURRICULUM.iter().map(|entry| entry.number.to_owned()).collect();
        let expected: BTreeSet<String> =
            (1..=30).map(|n| format!("A{n}")).chain((1..=60).map(|n| format!("C{n}"))).collect();
        assert_eq!(slugs.len(), CURRICULUM.len());
        assert_eq!(numbers, expected);
        assert!(CURRICULUM.is_sorted_by_key(|entry| entry.topic));
        assert!(Topic::ALL.is_sorted());
    }

    #[test]
    fn folder_names_lead_back_to_their_topics() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_folder(topic.folder()), Some(topic));
        }
    }
}
