//! A channel's own texts as paragraphs and lists: an empty line ends a paragraph, a hyphen and a space begin an item.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(&'a str),
    /// A list.
    List(Vec<&'a str>),
}

/// The pieces of a text, in order.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    text.split("\n\n").map(str::trim).filter(|piece| !piece.is_empty()).map(block).collect()
}

fn block(piece: &str) -> Block<'_> {
    let items: Option<Vec<&str>> = piece.lines().map(|line| line.trim().strip_prefix("- ")).collect();
    items.map_or(Block::Paragraph(piece), Block::List)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_parts_paragraphs_and_hyphens_make_a_list() {
        assert_eq!(
            blocks("One\nline.\n\n- a\n- b - c\n\n\n\nTwo."),
            vec![Block::Paragraph("One\nline."), Block::List(vec!["a", "b - c"]), Block::Paragraph("Two.")]
        );
    }

    #[test]
    fn a_hyphen_within_a_paragraph_makes_no_list() {
        assert_eq!(blocks("Not\n- a list"), vec![Block::Paragraph("Not\n- a list")]);
        assert_eq!(blocks(" \n\n"), vec![]);
    }
}
