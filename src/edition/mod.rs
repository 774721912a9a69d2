//! The site as data and its pages: what there is at which address, what it shows, and how a theme writes it.

pub mod search;
pub mod plan;
pub mod links;
mod citation;
pub mod batch;
pub mod views;
mod exports;
#[cfg(feature = "cards")]
mod card;
pub mod theme;
