pub mod ways;
