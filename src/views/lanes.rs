//! The lanes view: threads, tasks or processes side by side on one time axis.

pub mod timeline;
