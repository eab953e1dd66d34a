//! Under the stage: the program, which can be changed in place, its output, and the plots beside it.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Galley, Id, Pos2, Rect, Sense, TextBuffer, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::engine::Trouble;
use super::highlight::{self, Pen};
use super::look::words;
use super::session::Progress;
use super::stage::pane;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

pub(super) const LINE_HEIGHT: f32 = 23.0;
/// Room for line numbers.
pub(super) const GUTTER: f32 = 46.0;
/// Below this width, output and plots stand under the program.
const LEAST_BESIDE: f32 = 560.0;

impl Window {
    pub(super) fn program_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let whole = ui.max_rect();
        let asked = self.is_asked();
        let plots = if asked { Vec::new() } else { self.plots() };
        let output = self.settings.get().panes.output_shown || asked;
        let beside = output || !plots.is_empty();
        if !beside || whole.width() < LEAST_BESIDE {
            return self.program(ui, whole);
        }
        let share = if plots.is_empty() { 0.62 } else { 0.56 };
        let cut = whole.left() + (whole.width() * share).round();
        let program = Rect::from_min_max(whole.min, Pos2::new(cut, whole.bottom()));
        let right = Rect::from_min_max(Pos2::new(cut + space::PANE_GAP, whole.top()), whole.max);
        self.program(ui, program);
        if asked {
            return self.predict_card(ui, right);
        }
        match (plots.is_empty(), output) {
            (true, _) => self.output(ui, right),
            (false, false) => super::plot::show(ui, right, &plots, theme),
            (false, true) => {
                let low = (right.height() * 0.36).clamp(64.0, 160.0);
                let (mut above, mut below) = (right, right);
                above.max.y = right.bottom() - low - space::PANE_GAP;
                below.min.y = right.bottom() - low;
                super::plot::show(ui, above, &plots, theme);
                self.output(ui, below);
            }
        }
    }

    fn plots(&self) -> Vec<crate::labs::Plot> {
        self.moment().map(|moment| moment.plots.clone()).unwrap_or_default()
    }

    /// What was made last of the open lesson's run.
    fn moment(&self) -> Option<&super::engine::Moment> {
        let run = self.open.as_ref()?.run;
        self.session.shown().filter(|shown| shown.ask.run == run).map(|shown| &shown.moment)
    }

    fn program(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = self.theme;
        pane(ui, rect, theme);
        let mut inner =
            ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(8.0, 8.0))).id_salt("program"));
        if self.open.as_ref().is_none_or(|open| open.demo().is_none()) {
            inner.label(words("No program.", Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
            return;
        }
        self.program_heading(&mut inner);
        let trouble = match self.session.progress() {
            Progress::Refused(trouble) => Some(trouble.clone()),
            _ => None,
        };
        let editing = self.open.as_ref().is_some_and(|open| open.editor.editing);
        egui::ScrollArea::both().id_salt("code").auto_shrink([false, false]).show(&mut inner, |ui| {
            if editing {
                self.editor(ui, trouble.as_ref());
            } else {
                self.listing(ui, trouble.as_ref());
            }
        });
    }

    fn program_heading(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let Some(open) = &self.open else { return };
        let names: Vec<String> = open.lesson.demos.iter().map(|demo| format!("{}.py", demo.name)).collect();
        let (demo, changed, editing) = (open.demo, open.editor.changed, open.editor.editing);
        let own = open.program_name.is_some();
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            for (place, name) in names.iter().enumerate() {
                let ink = theme.color32(if place == demo { Ink::Text } else { Ink::Muted }, 1.0);
                if names.len() == 1 {
                    ui.label(words(name, Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
                } else if ui
                    .add(egui::Button::selectable(place == demo, words(name, Face::Sans, type_size::VALUE, ink)))
                    .clicked()
                {
                    self.queue.push(Command::Program(place));
                }
            }
            if changed {
                ui.label(words("changed", Face::Sans, type_size::LABEL, theme.color32(Ink::Name, 1.0)));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut button = |ui: &mut Ui, command: Command, name: &str| {
                    let text = words(name, Face::SansSemibold, type_size::VALUE, theme.color32(Ink::Alive, 1.0));
                    let response = ui.add(egui::Button::new(text).frame(false).min_size(Vec2::new(40.0, space::TOUCH)));
                    let help = command.entry().map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
                    if response.on_hover_text(help).clicked() {
                        self.queue.push(command);
                    }
                };
                button(ui, Command::Edit, if editing { "Done" } else { "Edit" });
                if editing || changed || own {
                    button(ui, Command::Run, "Run");
                }
                if changed && !own {
                    button(ui, Command::Reset, "Reset");
                }
                self.seed_choice(ui);
            });
        });
    }

    fn editor(&mut self, ui: &mut Ui, trouble: Option<&Trouble>) {
        let theme = self.theme;
        let Some(open) = &mut self.open else { return };
        let bad = trouble.map(|trouble| trouble.line);
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _width: f32| -> Arc<Galley> {
            let text = buffer.as_str();
            let pen = Pen::new(theme, type_size::VALUE, LINE_HEIGHT);
            let spans = cached_spans(ui, text);
            let job = with_room(text, &spans, pen, bad);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let origin = ui.cursor().min;
        let mut area = ui.new_child(egui::UiBuilder::new().max_rect(ui.available_rect_before_wrap()).id_salt("editor"));
        area.add_space(0.0);
        let rows = open.editor.text.lines().count().max(3);
        let edit = egui::TextEdit::multiline(&mut open.editor.text)
            .id(Id::unique("editor"))
            .code_editor()
            .frame(egui::Frame::NONE.inner_margin(egui::Margin { left: GUTTER as i8, right: 8, top: 0, bottom: 0 }))
            .desired_width(f32::INFINITY)
            .desired_rows(rows)
            .return_key(egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Enter))
            .layouter(&mut layouter);
        let output = edit.show(&mut area);
        let response = &output.response.response;
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Program"));
        if std::mem::take(&mut open.editor.take_focus) {
            response.request_focus();
        }
        if response.changed() {
            open.editor.changed = open.differs();
            self.keep_program();
        }
        let rect = response.rect;
        ui.allocate_rect(rect, Sense::empty());
        number_rows(ui, &output.galley, output.galley_pos, origin.x, trouble, theme);
    }

    /// What was printed by now.
    fn output(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = self.theme;
        pane(ui, rect, theme);
        let mut inner =
            ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(16.0, 10.0))).id_salt("output"));
        inner.label(words("Output", Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
        let printed = self.moment().map(|moment| moment.output.clone()).unwrap_or_default();
        egui::ScrollArea::both().id_salt("printed").auto_shrink([false, false]).stick_to_bottom(true).show(
            &mut inner,
            |ui| {
                if printed.is_cut() {
                    ui.label(words(
                        "… the end of a longer output",
                        Face::Sans,
                        type_size::LABEL,
                        theme.color32(Ink::Muted, 1.0),
                    ));
                }
                let text = words(&*printed.tail, Face::Mono, type_size::VALUE, theme.color32(Ink::Text, 1.0));
                ui.add(egui::Label::new(text).extend().selectable(true));
            },
        );
    }
}

pub(super) fn error_line(ui: &mut Ui, trouble: &Trouble, theme: Theme) {
    ui.horizontal(|ui| {
        ui.add_space(GUTTER + trouble_indent(trouble));
        let text = words(format!("^ {}", trouble.message), Face::Mono, type_size::LABEL, theme.color32(Ink::Lost, 1.0));
        ui.label(text);
    });
}

/// Where the caret under a line stands, in points.
fn trouble_indent(trouble: &Trouble) -> f32 {
    let style = crate::scene::TextStyle::new(Face::Mono, type_size::VALUE, Ink::Lost);
    crate::scene::text::measure("0", style) * trouble.column.saturating_sub(1).min(200) as f32
}

/// The whole program, the line with an error twice as high as others, so that the error can stand under it.
fn with_room(text: &str, spans: &[highlight::Span], pen: Pen, line: Option<u32>) -> LayoutJob {
    let before = line.map_or(0, |line| line.saturating_sub(1) as usize);
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let length = text.get(start..).and_then(|rest| rest.split_inclusive('\n').next()).map_or(0, str::len);
    let end = if line.is_some() { start + length } else { start };
    let mut job = LayoutJob::default();
    highlight::append(&mut job, text, spans, 0..start, pen);
    let high = Pen { line_height: LINE_HEIGHT * 2.0, valign: egui::Align::TOP, ..pen };
    highlight::append(&mut job, text, spans, start..end, high);
    highlight::append(&mut job, text, spans, end..text.len(), pen);
    job
}

/// Line numbers beside the editor, and the error under its line.
fn number_rows(ui: &Ui, galley: &Galley, at: Pos2, left: f32, trouble: Option<&Trouble>, theme: Theme) {
    let mut number = 1_u32;
    let mut starts = true;
    for row in &galley.rows {
        let top = at.y + row.pos.y;
        if starts {
            let place = Pos2::new(left + GUTTER - 14.0, top + row.size.y / 2.0);
            let bad = trouble.is_some_and(|trouble| trouble.line == number);
            let color = theme.color32(if bad { Ink::Lost } else { Ink::Muted }, 1.0);
            ui.painter().text(place, egui::Align2::RIGHT_CENTER, number, font(Face::Mono, type_size::LABEL), color);
            if let Some(trouble) = trouble.filter(|_| bad) {
                let place = Pos2::new(at.x + trouble_indent(trouble), top + row.size.y - 7.0);
                let told = format!("^ {}", trouble.message);
                ui.painter().text(place, egui::Align2::LEFT_CENTER, told, font(Face::Mono, type_size::LABEL), color);
            }
        }
        starts = row.ends_with_newline;
        if starts {
            number += 1;
        }
    }
}

/// The spans of a text, found once and kept while it stays the same.
pub(super) fn cached_spans(ui: &Ui, text: &str) -> Arc<[highlight::Span]> {
    #[derive(Clone)]
    struct Known(Arc<str>, Arc<[highlight::Span]>);
    let id = Id::unique("spans");
    if let Some(known) = ui.data(|data| data.get_temp::<Known>(id)).filter(|known| *known.0 == *text) {
        return known.1;
    }
    let spans: Arc<[highlight::Span]> = highlight::spans(text).into();
    ui.data_mut(|data| data.insert_temp(id, Known(Arc::from(text), Arc::clone(&spans))));
    spans
}
