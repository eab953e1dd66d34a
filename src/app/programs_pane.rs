//! The playground's pane: the programs that are kept, where new ones come from, and what to look at.

use eframe::egui::{self, Id, Ui};

use super::Window;
use super::command::Command;
use super::engine::view_title;
use super::inspect_pane::row;
use super::look::words;
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink};
use crate::views;

impl Window {
    pub(super) fn programs_pane(&mut self, ui: &mut Ui) {
        let Some(name) = self.open.as_ref().and_then(|open| open.program_name.clone()) else { return };
        egui::ScrollArea::vertical().id_salt("programs").auto_shrink([false, false]).show(ui, |ui| {
            self.program_itself(ui, &name);
            self.look_at_row(ui);
            self.input_box(ui);
            self.kept_programs(ui, &name);
            self.starting_points(ui);
            ui.add_space(space::PANE_PADDING);
        });
    }

    fn program_itself(&mut self, ui: &mut Ui, name: &str) {
        let theme = self.theme;
        self.pane_heading(ui, "This program");
        let mut wanted = self.fields.name.clone().unwrap_or_else(|| name.to_owned());
        let field = egui::TextEdit::singleline(&mut wanted).id(Id::unique("program-name")).desired_width(220.0);
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the program"));
        if response.changed() {
            self.fields.name = Some(wanted.clone());
        }
        if response.lost_focus()
            && let Some(wanted) = self.fields.name.take()
        {
            let context = ui.ctx().clone();
            self.rename_program(&wanted, &context);
        }
        let (told, fine) = self.program_state(name);
        let ink = if fine { Ink::Muted } else { Ink::Lost };
        ui.label(words(told, Face::Sans, type_size::LABEL, theme.color32(ink, 1.0)));
        ui.horizontal_wrapped(|ui| {
            for command in [Command::NewProgram, Command::OpenProgram, Command::SaveProgram] {
                let entry = command.entry();
                let help = entry.map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
                if ui.button(command.name()).on_hover_text(help).clicked() {
                    self.queue.push(command);
                }
            }
            if ui.button("Discard").on_hover_text("Take this program off the list").clicked() {
                let context = ui.ctx().clone();
                self.discard_program(&context);
            }
        });
    }

    /// "Look at `d` as a table".
    fn look_at_row(&mut self, ui: &mut Ui) {
        self.pane_heading(ui, "Look at a name");
        ui.horizontal_wrapped(|ui| {
            let hint = words("d", Face::Mono, type_size::VALUE, self.theme.color32(Ink::Muted, 1.0));
            let field = egui::TextEdit::singleline(&mut self.fields.look_at)
                .id(Id::unique("look-at"))
                .hint_text(hint)
                .font(egui::TextStyle::Monospace)
                .desired_width(120.0);
            let response = ui.add(field);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Name to look at"));
            if std::mem::take(&mut self.fields.take_focus) {
                response.request_focus();
            }
            ui.label("as");
            let mut view = self.fields.view;
            let titles: Vec<String> = views::NAMES.iter().map(|name| view_title(name)).collect();
            let chosen = titles.get(view).cloned().unwrap_or_default();
            ui.name_inputs("Picture", |ui| {
                let choice = egui::ComboBox::from_id_salt("look-at-view").selected_text(chosen);
                choice.show_index(ui, &mut view, titles.len(), |place| titles.get(place).cloned().unwrap_or_default())
            });
            self.fields.view = view;
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if (ui.button("Look").clicked() || entered)
                && let Some(view) = views::NAMES.get(view)
            {
                let name = std::mem::take(&mut self.fields.look_at);
                self.look_at(view, &name);
            }
        });
    }

    /// What `input()` reads.
    pub(super) fn input_box(&mut self, ui: &mut Ui) {
        self.pane_heading(ui, "Input");
        let Some(open) = &mut self.open else { return };
        let field = egui::TextEdit::multiline(&mut open.input)
            .id(Id::unique("program-input"))
            .font(egui::TextStyle::Monospace)
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .hint_text("A line for each input()");
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "What input() reads"));
    }

    fn kept_programs(&mut self, ui: &mut Ui, open: &str) {
        let theme = self.theme;
        let names: Vec<String> = self.programs.slugs().filter(|name| *name != open).map(str::to_owned).collect();
        if names.is_empty() {
            return;
        }
        self.pane_heading(ui, "Kept programs");
        for name in names {
            let first =
                self.programs.text(&name).lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
            if row(ui, &name, &first, Ink::Text, theme).clicked() {
                let now = ui.input(|input| input.time);
                self.open_program(&name, now);
            }
        }
    }

    fn starting_points(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        self.pane_heading(ui, "Start from a lesson's program");
        let mut wanted = None;
        for lesson in self.library.lessons() {
            for demo in &lesson.demos {
                let file = if lesson.demos.len() > 1 { demo.name.as_str() } else { "" };
                if row(ui, &lesson.title, file, Ink::Text, theme).clicked() {
                    wanted = Some((lesson.slug.clone(), demo.source.clone()));
                }
            }
        }
        if let Some((name, source)) = wanted {
            let context = ui.ctx().clone();
            self.new_program(&name, &source, &context);
        }
    }

    fn pane_heading(&self, ui: &mut Ui, title: &str) {
        ui.add_space(space::PANE_GAP);
        ui.label(words(title, Face::SansSemibold, type_size::VALUE, self.theme.color32(Ink::Muted, 1.0)));
    }
}
