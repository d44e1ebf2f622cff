import { map } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text } from '../../schema/scalars.js';

/** Where source code came from. */

export const AliasKind = enumeration('grafeas.v1beta1.source.AliasContext.Kind', {
  KIND_UNSPECIFIED: 0,
  FIXED: 1,
  MOVABLE: 2,
  OTHER: 4,
});

export const AliasContext = message('grafeas.v1beta1.source.AliasContext', 'A name for a revision.', {
  kind: field(1, AliasKind, 'Whether the name can move, as a branch, or not, as a tag.'),
  name: field(2, text(), 'The name.'),
});

const ProjectRepoId = message('grafeas.v1beta1.source.ProjectRepoId', 'A repository within a project.', {
  projectId: field(1, text(), 'Id of the project.'),
  repoName: field(2, text(), 'Name of the repository; empty for the default one.'),
});

const RepoId = message('grafeas.v1beta1.source.RepoId', 'Which repository it is.', {
  projectRepoId: field(1, ProjectRepoId, 'A repository within a project.', { oneof: 'id' }),
  uid: field(2, text(), 'An id assigned by the server.', { oneof: 'id' }),
});

const CloudRepoSourceContext = message(
  'grafeas.v1beta1.source.CloudRepoSourceContext',
  'A revision in a Google Cloud Source repository.',
  {
    repoId: field(1, RepoId, 'The repository.'),
    revisionId: field(2, text(), 'Id of the revision.', { oneof: 'revision' }),
    aliasContext: field(3, AliasContext, 'A name for the revision.', { oneof: 'revision' }),
  },
);

const GerritSourceContext = message(
  'grafeas.v1beta1.source.GerritSourceContext',
  'A revision in a Gerrit project.',
  {
    hostUri: field(1, text(), 'Where Gerrit runs.'),
    gerritProject: field(2, text(), 'Full name of the project.'),
    revisionId: field(3, text(), 'Id of the revision.', { oneof: 'revision' }),
    aliasContext: field(4, AliasContext, 'A name for the revision.', { oneof: 'revision' }),
  },
);

const GitSourceContext = message(
  'grafeas.v1beta1.source.GitSourceContext',
  'A revision in any Git repository.',
  {
    url: field(1, text(), 'Where the repository is.'),
    revisionId: field(2, text(), 'Hash of the commit.'),
  },
);

export const SourceContext = message('grafeas.v1beta1.source.SourceContext', 'A revision of some source.', {
  cloudRepo: field(1, CloudRepoSourceContext, 'In a Google Cloud Source repository.', { oneof: 'context' }),
  gerrit: field(2, GerritSourceContext, 'In a Gerrit project.', { oneof: 'context' }),
  git: field(3, GitSourceContext, 'In any Git repository.', { oneof: 'context' }),
  labels: field(4, map(text()), 'Labels by name.'),
});
