//! Writes the typeface of the cards to where the compiler takes it into the program. No other font gets there.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "cards")]
    write_the_font();
}

/// Finds the font by the name that stands in it.
#[cfg(feature = "cards")]
fn write_the_font() {
    const NAME: &[u8] = b"LibertinusSerif-Regular";
    let is_the_one = |font: &&[u8]| font.windows(NAME.len()).any(|bytes| bytes == NAME);
    let mut fonts = typst_assets::fonts().filter(is_the_one);
    let (Some(font), None) = (fonts.next(), fonts.next()) else {
        panic!("`typst-assets` has Libertinus Serif once");
    };
    let folder = std::env::var_os("OUT_DIR").expect("Cargo says where a build script writes");
    let path = std::path::Path::new(&folder).join("card.otf");
    std::fs::write(&path, font).expect("a build script may write there");
}
