//! The one place that names colours and sizes.
