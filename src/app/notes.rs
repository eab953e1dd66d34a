//! The notes beside the answer: written or read, pinned to, and their pictures.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use eframe::egui::load::{ImageLoadResult, ImageLoader, ImagePoll, LoadError, SizeHint};
use eframe::egui::{self, ColorImage, Context, Id, Ui};

use super::Window;
use super::command::Command;
use super::look::words;
use super::markdown::{self, Print};
use crate::scene::svg::svg_with_fonts;
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink};
use crate::study::pin::picture_path;
use crate::study::{NoteState, Notice, Pin};

/// How a picture's address in a note is told from others.
pub const PICTURES: &str = "note-picture://";

/// Larger pictures are not shown.
const MOST_BYTES: u64 = 32 << 20;

/// How the note is shown.
#[derive(Default)]
pub struct NoteView {
    pub preview: bool,
}

impl Window {
    pub(super) fn notes_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let Some(open) = &self.open else { return };
        let slug = open.lesson.slug.clone();
        ui.horizontal_wrapped(|ui| {
            let mut button = |ui: &mut Ui, command: Command, name: &str| {
                let help = command.entry().map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
                if ui.button(name).on_hover_text(help).clicked() {
                    self.queue.push(command);
                }
            };
            button(ui, Command::Pin, "Pin this moment");
            button(ui, Command::Preview, if self.note_view.preview { "Write" } else { "Preview" });
            button(ui, Command::ExportNote, "Export…");
        });
        let (told, ink) = match self.notes.state(&slug) {
            NoteState::Saved if self.notes.has(&slug) => ("Saved".to_owned(), Ink::Muted),
            NoteState::Saved => (String::new(), Ink::Muted),
            NoteState::Changed => ("Not saved yet …".to_owned(), Ink::Muted),
            NoteState::Failing(reason) => (format!("Not saved: {reason}. It is tried again."), Ink::Lost),
        };
        ui.label(words(told, Face::Sans, type_size::LABEL, theme.color32(ink, 1.0)));
        ui.add_space(space::GRID);
        if self.note_view.preview {
            self.note_preview(ui, &slug);
        } else {
            self.note_editor(ui, &slug);
        }
    }

    fn note_editor(&mut self, ui: &mut Ui, slug: &str) {
        let theme = self.theme;
        let mut text = self.notes.text(slug).to_owned();
        let area = egui::ScrollArea::vertical().id_salt(("note", slug)).auto_shrink([false, false]);
        let height = ui.available_height();
        area.show(ui, |ui| {
            ui.spacing_mut().extra_text_line_spacing = 4.0;
            let hint = words(
                "What do you want to remember? Markdown works.",
                Face::Sans,
                type_size::BODY,
                theme.color32(Ink::Muted, 1.0),
            );
            let edit = egui::TextEdit::multiline(&mut text)
                .id(Id::unique(("note", slug)))
                .hint_text(hint)
                .desired_width(f32::INFINITY)
                .min_size(egui::Vec2::new(0.0, height - 16.0))
                .margin(egui::Margin::same(10))
                .return_key(egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Enter));
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Note"));
            if response.changed() {
                self.notes.edit(slug, text);
            }
        });
    }

    fn note_preview(&mut self, ui: &mut Ui, slug: &str) {
        let theme = self.theme;
        let text = self.notes.text(slug).to_owned();
        let area = egui::ScrollArea::vertical().id_salt(("preview", slug)).auto_shrink([false, false]);
        area.show(ui, |ui| {
            if text.trim().is_empty() {
                ui.label(words("Nothing written yet.", Face::Sans, type_size::BODY, theme.color32(Ink::Muted, 1.0)));
                return;
            }
            markdown::show(ui, &text, Print { theme, size: type_size::BODY });
        });
    }

    /// Puts the picture on the stage and its caption into the note.
    pub(super) fn pin(&mut self) {
        let caption = self.caption();
        let facts = self.facts().cloned();
        let Some(open) = &self.open else { return };
        let Some(scene) = open.stage.target() else {
            self.notices.add(Notice::warning("There is no picture to pin yet."));
            return;
        };
        let (step, _) = open.position(facts.as_ref());
        let svg = svg_with_fonts(scene, self.theme);
        let pin = Pin { svg: &svg, caption: &caption, step: step as usize, version: self.version().release() };
        self.notes.pin(&open.lesson.slug, pin);
        self.notices.add(Notice::information(format!("Pinned to the note on {}.", open.lesson.title)));
    }
}

/// Shows the pictures that notes refer to: SVG files beside the notes, drawn by resvg.
pub struct Pictures {
    folder: PathBuf,
    known: Mutex<HashMap<String, Result<Arc<ColorImage>, String>>>,
}

impl Pictures {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, known: Mutex::default() }
    }

    fn with_known<R>(&self, look: impl FnOnce(&mut HashMap<String, Result<Arc<ColorImage>, String>>) -> R) -> R {
        look(&mut self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl ImageLoader for Pictures {
    fn id(&self) -> &str {
        concat!(module_path!(), "::Pictures")
    }

    fn load(&self, _context: &Context, uri: &str, _size_hint: SizeHint) -> ImageLoadResult {
        let Some(address) = uri.strip_prefix(PICTURES) else { return Err(LoadError::NotSupported) };
        let known = self.with_known(|known| known.get(uri).cloned());
        let drawn = match known {
            Some(drawn) => drawn,
            None => {
                let drawn = draw(&self.folder, address);
                // A picture that was just pinned is on its way to the disk; the next frame asks again.
                if drawn.is_ok() {
                    self.with_known(|known| known.insert(uri.to_owned(), drawn.clone()));
                }
                drawn
            }
        };
        drawn.map(|image| ImagePoll::Ready { image }).map_err(LoadError::Loading)
    }

    fn forget(&self, uri: &str) {
        self.with_known(|known| known.remove(uri));
    }

    fn forget_all(&self) {
        self.with_known(HashMap::clear);
    }

    fn byte_size(&self) -> usize {
        self.with_known(|known| known.values().flatten().map(|image| image.pixels.len() * 4).sum())
    }
}

fn draw(folder: &Path, address: &str) -> Result<Arc<ColorImage>, String> {
    let path = picture_path(folder, address).ok_or("the picture is not one of this folder")?;
    let bytes = crate::study::file::read_bounded(&path, MOST_BYTES).map_err(|error| error.to_string())?;
    let bytes = bytes.ok_or_else(|| format!("{address} is missing"))?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let picture = crate::scene::raster::svg_pixels(&text, 2.0).map_err(|error| error.to_string())?;
    let size = [picture.width() as usize, picture.height() as usize];
    Ok(Arc::new(ColorImage::from_rgba_premultiplied(size, picture.data())))
}
