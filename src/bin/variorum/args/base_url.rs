//! The address that stands behind `--base-url`.

use variorum::base::web::address::Address;
use variorum::content::config;

/// What `--base-url` says.
pub(crate) fn base_url(named: Option<&str>) -> anyhow::Result<Option<Address>> {
    let read = named.map(config::read_base_url).transpose();
    read.map_err(|help| anyhow::anyhow!("`--base-url` is not the address of a site: {help}"))
}
