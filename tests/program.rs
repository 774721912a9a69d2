//! The real program, run as people run it: arguments in, files, two streams and an exit status out.

mod program {
    mod build;
    mod check;
    mod decide;
    mod diff;
    mod fix;
    mod fmt;
    mod help;
    mod import_article;
    mod import_git;
    mod import_hostile;
    mod init;
    mod issue;
    mod limits;
    mod names;
    mod new;
    mod new_contribution;
    mod output;
    mod people;
    mod pictures;
    mod publishing;
    mod review;
    mod seal;
    mod serve;
    mod serve_follow;
    mod serving;
    mod signals;
    mod support;
    mod today;
    mod trace;
    mod verify;
    mod world;
}
