//! From pressed keys to commands.
//!
//! Runs before any widget sees the keys. While text is typed, only keys with Ctrl, Alt or from the top row are commands;
//! while a control has the keyboard, the keys that operate it are left to it.

use eframe::egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::command::{Command, Scope, TABLE};

/// Takes the keys that mean something out of the input, and gives what they mean, in the order of pressing.
pub fn commands(context: &Context, presenting: bool, covered: bool) -> Vec<Command> {
    let typing = context.text_edit_focused();
    let focused = context.memory(|memory| memory.focused().is_some());
    let mut found = Vec::new();
    context.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let free = match () {
                () if covered => is_top_row(*key) || *key == Key::Escape,
                () if presenting => true,
                () if typing => modifiers.command || modifiers.alt || is_top_row(*key) || *key == Key::Escape,
                () if focused => !operates_controls(*key) || modifiers.command || modifiers.alt,
                () => true,
            };
            match meaning(*key, *modifiers, presenting).filter(|_| free) {
                // A sheet over the page takes Escape itself.
                Some(Command::Leave) if covered => true,
                Some(command) => {
                    found.push(command);
                    false
                }
                None => true,
            }
        });
    });
    found
}

fn meaning(key: Key, modifiers: Modifiers, presenting: bool) -> Option<Command> {
    let fits = |scope: Scope, shortcut: &KeyboardShortcut| {
        let here = match scope {
            Scope::Everywhere => true,
            Scope::Desk => !presenting,
            Scope::Stage => presenting,
        };
        // `+` needs Shift on most keyboards, and brackets need it on some.
        let loose = matches!(key, Key::Plus | Key::OpenBracket | Key::CloseBracket | Key::Period);
        let modifiers = if loose { Modifiers { shift: false, ..modifiers } } else { modifiers };
        here && shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers)
    };
    TABLE
        .iter()
        .find(|entry| entry.keys.iter().any(|(scope, shortcut)| fits(*scope, shortcut)))
        .map(|entry| entry.command)
}

fn is_top_row(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2 | Key::F3 | Key::F4 | Key::F5 | Key::F7 | Key::F8 | Key::F9 | Key::F10 | Key::F11)
}

/// Keys that press a control that has the keyboard, or move it.
fn operates_controls(key: Key) -> bool {
    matches!(
        key,
        Key::Space
            | Key::Enter
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_means_what_the_page_makes_of_it() {
        assert_eq!(meaning(Key::Space, Modifiers::NONE, false), Some(Command::Play));
        assert_eq!(meaning(Key::Space, Modifiers::NONE, true), Some(Command::LineForward));
        assert_eq!(meaning(Key::B, Modifiers::NONE, false), None);
        assert_eq!(meaning(Key::B, Modifiers::NONE, true), Some(Command::Blank));
        let shifted = Modifiers::SHIFT;
        assert_eq!(meaning(Key::ArrowRight, shifted, false), Some(Command::StepForward));
        let zoom = Modifiers::CTRL | Modifiers::SHIFT | Modifiers::COMMAND;
        assert_eq!(meaning(Key::Plus, zoom, false), Some(Command::ZoomIn));
    }
}
