//! An article.
