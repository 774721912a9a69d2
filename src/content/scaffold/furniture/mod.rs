//! What a forge needs beside the texts: workflows that check, review and publish, forms and templates, and how to take part.

mod forge;
mod program;

pub use self::forge::Furnished;
pub use self::program::{Program, check as check_workflow};

use crate::content::scaffold::NewFile;
use crate::content::scaffold::forms::FORMS;

const REQUEST: &str = include_str!("common/request.md");
const OWNERS: &str = include_str!("common/CODEOWNERS");

/// The files for a forge. `program` is where its workflows get this program from.
pub fn furniture(forge: Furnished, program: &Program) -> Vec<NewFile> {
    let mut files = vec![
        file("CONTRIBUTING.md", include_str!("common/CONTRIBUTING.md")),
        file("CODE_OF_CONDUCT.md", include_str!("common/CODE_OF_CONDUCT.md")),
    ];
    let workflow = |path: &str, template: &str| file(path, &program.fill(forge, path, template));
    match forge {
        Furnished::GitHub => {
            files.push(workflow(".github/workflows/check.yml", include_str!("github/check.yml")));
            files.push(file(".github/workflows/comment.yml", include_str!("github/comment.yml")));
            files.push(workflow(".github/workflows/publish.yml", include_str!("github/publish.yml")));
            files.push(file(".github/pull_request_template.md", REQUEST));
            files.push(file(".github/CODEOWNERS", OWNERS));
            files.push(file(".github/ISSUE_TEMPLATE/config.yml", include_str!("github/config.yml")));
            files.extend(FORMS.map(|form| file(&format!(".github/ISSUE_TEMPLATE/{}.yml", form.file), &form.yaml())));
        }
        Furnished::GitLab => {
            files.push(workflow(".gitlab-ci.yml", include_str!("gitlab/gitlab-ci.yml")));
            files.push(file(".gitlab/merge_request_templates/Default.md", REQUEST));
            files.push(file(".gitlab/CODEOWNERS", OWNERS));
            files
                .extend(FORMS.map(|form| file(&format!(".gitlab/issue_templates/{}.md", form.name), &form.markdown())));
        }
        Furnished::Forgejo => {
            files.push(workflow(".forgejo/workflows/check.yml", include_str!("forgejo/check.yml")));
            files.push(workflow(".forgejo/workflows/comment.yml", include_str!("forgejo/comment.yml")));
            files.push(workflow(".forgejo/workflows/publish.yml", include_str!("forgejo/publish.yml")));
            files.push(file(".forgejo/pull_request_template.md", REQUEST));
            files.push(file(".forgejo/CODEOWNERS", OWNERS));
            files.extend(FORMS.map(|form| file(&format!(".forgejo/ISSUE_TEMPLATE/{}.yml", form.file), &form.yaml())));
        }
    }
    files
}

fn file(path: &str, text: &str) -> NewFile {
    NewFile { path: path.to_owned(), text: text.to_owned() }
}
