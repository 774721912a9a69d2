//! What pages are made of: addresses that a browser may be sent to, HTML that no text can break out of, and the forges.

pub mod address;
pub mod forge;
pub mod markup;
