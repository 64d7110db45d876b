//! Whether what a step is about stands still, so that a quick hand meets it.

use std::collections::HashMap;

use bevy_egui::{EguiOutput, egui};
use egui::accesskit::{Node, NodeId, Role};

use super::{Do, bounds, exactly, nodes};

/// How many frames nothing has exactly a name before what begins so is taken for it.
const NAMED: u32 = 12;

/// How many frames something may take until it stands still.
const PATIENCE: u32 = 240;

/// Where everything was in the frame before.
#[derive(Default)]
pub struct Still {
    places: HashMap<NodeId, egui::Rect>,
    focus: Option<NodeId>,
    /// What was pressed last.
    pub pressed: Option<NodeId>,
    /// How many frames the next step has been put off.
    waited: u32,
}

/// What has the keyboard.
fn focus(output: &EguiOutput) -> Option<NodeId> {
    output.platform_output.accesskit_update.as_ref().map(|update| update.focus)
}

impl Still {
    /// Notes where everything is, for the next frame.
    pub fn note(&mut self, output: &EguiOutput) {
        self.places = nodes(output).into_iter().filter_map(|(id, node)| Some((id, bounds(node)?))).collect();
        self.focus = focus(output);
    }

    /// Whether a step can be made now.
    ///
    /// # Errors
    /// It never can: why, in a sentence.
    pub fn is_ready(&mut self, next: &Do, output: &EguiOutput, nodes: &[(NodeId, &Node)]) -> Result<bool, String> {
        let there = if let Do::Click(name) = next {
            self.stands(name, 0, nodes)
        } else if let Do::Nth(name, nth) = next {
            self.stands(name, *nth, nodes)
        } else if let Do::Write(text) | Do::Put(text) | Do::Enter(text) = next {
            let writes = self.writes(output, nodes);
            if !writes && PATIENCE <= self.waited {
                self.waited = 0;
                return Err(format!("no field has the keyboard for {text:?}"));
            }
            writes
        } else {
            true
        };
        self.waited = if there { 0 } else { self.waited + 1 };
        self.note(output);
        Ok(there)
    }

    /// Whether what has a name stands where it stood a frame ago; yes too where nothing comes to have it, so that it is
    /// looked for as by a slow hand.
    fn stands(&self, name: &str, nth: usize, nodes: &[(NodeId, &Node)]) -> bool {
        match exactly(nodes, name, nth).and_then(|(id, node)| Some((id, bounds(node)?))) {
            Some((id, at)) => self.places.get(&id) == Some(&at) || PATIENCE <= self.waited,
            None => NAMED <= self.waited,
        }
    }

    /// Whether a field has the keyboard: had it a frame ago too, or was pressed.
    fn writes(&self, output: &EguiOutput, nodes: &[(NodeId, &Node)]) -> bool {
        let lasts = |id: &NodeId| [self.focus, self.pressed].contains(&Some(*id));
        let Some(focus) = focus(output).filter(lasts) else { return false };
        let field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SpinButton);
        nodes.iter().any(|(id, node)| *id == focus && field(node.role()))
    }
}
