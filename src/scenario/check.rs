//! Checks that take meaning rather than shape.
use super::{compile::Spots, diagnostic::Diagnostic, model::Scenario, source::Sources};
pub(super) fn check(_scenario: &Scenario, _spots: &Spots, _sources: &Sources) -> Vec<Diagnostic> {
    Vec::new()
}
