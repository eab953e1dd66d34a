//! Pictures of a model's state: state and focus in, a [`crate::scene::Scene`] out.
//!
//! A view holds no state of its own and never animates: a step gives another scene, and the scene room tweens the two.

pub mod lanes;
