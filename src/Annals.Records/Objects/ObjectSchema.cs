using System.Collections.Frozen;

namespace Annals.Records.Objects;

/// <summary>The members of one kind of object as its vendor documents them and as real records carry them.</summary>
/// <param name="name">Name for people, as in the vendor's documentation.</param>
/// <param name="source">Where the facts were taken from.</param>
/// <param name="parent">The schema this one extends.</param>
/// <param name="members">The members this schema adds.</param>
internal sealed class ObjectSchema(string name, string source, ObjectSchema? parent, IReadOnlyList<MemberSchema> members)
{
    private FrozenDictionary<string, MemberSchema>? byName;

    public string Name { get; } = name;

    public string Source { get; } = source;

    public ObjectSchema? Parent { get; } = parent;

    /// <summary>The members added by this schema, without inherited ones.</summary>
    public IReadOnlyList<MemberSchema> Members { get; } = members;

    /// <summary>Inherited members first.</summary>
    public IEnumerable<MemberSchema> AllMembers => Parent is null ? Members : Parent.AllMembers.Concat(Members);

    private FrozenDictionary<string, MemberSchema> ByName => byName ??= Index();

    public bool Knows(string member) => ByName.ContainsKey(member);

    public MemberSchema? Find(string member) => ByName.GetValueOrDefault(member);

    /// <summary>The schema, this one or one it extends, that brings the member in.</summary>
    public ObjectSchema OwnerOf(MemberSchema member) => Members.Contains(member) || Parent is null ? this : Parent.OwnerOf(member);

    private FrozenDictionary<string, MemberSchema> Index()
    {
        var index = new Dictionary<string, MemberSchema>(StringComparer.Ordinal);
        foreach (var member in AllMembers)
        {
            // A later schema may type an inherited member anew.
            index[member.Name] = member;
            if (member.DocumentedName is { } documented)
            {
                index[documented] = member;
            }
        }

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
