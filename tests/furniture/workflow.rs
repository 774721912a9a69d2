//! As much of a workflow as is needed to run its scripts.

/// A workflow as its steps.
pub(crate) struct Workflow {
    /// The steps that run a script, in order.
    pub(crate) steps: Vec<Step>,
}

/// A step that runs a script.
pub(crate) struct Step {
    /// What it is called.
    pub(crate) name: String,
    /// What it runs.
    pub(crate) script: String,
}

impl Workflow {
    /// Reads the steps: `- name:` and, deeper than that, `run:` with a line, or with `|` and a block that stands deeper still.
    pub(crate) fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut name = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let trimmed = line.trim_start();
            if let Some(named) = trimmed.strip_prefix("- name: ") {
                named.clone_into(&mut name);
            }
            let Some(run) = trimmed.strip_prefix("run: ") else { continue };
            let mut script = run.to_owned();
            if run == "|" {
                let depth = line.len() - trimmed.len();
                let is_inside = |line: &&str| line.trim().is_empty() || line.len() - line.trim_start().len() > depth;
                script.clear();
                while let Some(inside) = lines.next_if(is_inside) {
                    script.push_str(inside.get(depth + 2..).unwrap_or_default());
                    script.push('\n');
                }
            }
            steps.push(Step { name: name.clone(), script });
        }
        assert!(!steps.is_empty(), "a workflow runs something, if only an action");
        Self { steps }
    }

    /// The step with a name.
    #[track_caller]
    pub(crate) fn step(&self, name: &str) -> &Step {
        self.steps.iter().find(|step| step.name == name).unwrap_or_else(|| panic!("there is no step “{name}”"))
    }
}
