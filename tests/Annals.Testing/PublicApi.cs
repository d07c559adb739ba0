using System.Globalization;
using System.Reflection;
using System.Text;

namespace Annals.Testing;

/// <summary>Describes what an assembly offers to others, so that a change of it shows up in review.</summary>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>One line per visible type and, below it and indented, one per visible member; in ordinal order.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetTypes().Where(IsVisible).OrderBy(TypeName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var line in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsVisible(Type type) => type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var parents = new List<string>();
        if (type.IsEnum)
        {
            parents.Add(Name(Enum.GetUnderlyingType(type)));
        }
        else
        {
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            {
                parents.Add(Name(parent));
            }

            var inherited = type.BaseType?.GetInterfaces() ?? [];
            parents.AddRange(type.GetInterfaces().Where(i => IsVisible(i) && !inherited.Contains(i)).Select(Name).Order(StringComparer.Ordinal));
        }

        return $"{kind} {TypeName(type)}{(parents.Count == 0 ? "" : " : " + string.Join(", ", parents))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} = {f.GetRawConstantValue()}"));
        }

        return type.GetMembers(Declared).Select(Line).OfType<string>();
    }

    private static string? Line(MemberInfo member)
    {
        var nullability = new NullabilityInfoContext();
        switch (member)
        {
            case ConstructorInfo c when IsOffered(c) && !c.IsStatic:
                return $"{Modifiers(c)}new({Parameters(c, nullability)})";
            case MethodInfo m when IsOffered(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsCompilerMade(m):
                var generic = m.IsGenericMethodDefinition ? "<" + string.Join(", ", m.GetGenericArguments().Select(Name)) + ">" : "";
                return $"{Modifiers(m)}{Annotated(m.ReturnType, nullability.Create(m.ReturnParameter))} {m.Name}{generic}({Parameters(m, nullability)})";
            case PropertyInfo p when Accessors(p) is { Length: > 0 } accessors:
                var first = p.GetAccessors(nonPublic: true).First(IsOffered);
                var index = p.GetIndexParameters() is { Length: > 0 } parameters ? "[" + string.Join(", ", parameters.Select(x => Annotated(x.ParameterType, nullability.Create(x)) + " " + x.Name)) + "]" : "";
                return $"{Modifiers(first)}{Annotated(p.PropertyType, nullability.Create(p))} {p.Name}{index} {{ {accessors} }}";
            case FieldInfo { IsPublic: true } or FieldInfo { IsFamily: true }:
                var f = (FieldInfo)member;
                return $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{(f is { IsInitOnly: true, IsLiteral: false } ? "readonly " : "")}{Annotated(f.FieldType, nullability.Create(f))} {f.Name}{(f.IsLiteral ? " = " + Convert.ToString(f.GetRawConstantValue(), CultureInfo.InvariantCulture) : "")}";
            case EventInfo e when e.AddMethod is { } add && IsOffered(add):
                return $"{Modifiers(add)}event {Name(e.EventHandlerType!)} {e.Name}";
            default:
                return null;
        }
    }

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCompilerMade(MethodInfo method) => method.Name.Contains('<', StringComparison.Ordinal);

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : method is MethodInfo { IsVirtual: true, IsFinal: false } m ? m.GetBaseDefinition() == m ? "virtual " : "override " : "");

    private static string Accessors(PropertyInfo property) => string.Join(" ", property.GetAccessors(nonPublic: true).Where(IsOffered).Select(a =>
        a.ReturnType != typeof(void) ? "get;" : a.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? "init;" : "set;"));

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability) => string.Join(", ", method.GetParameters().Select(p =>
    {
        var way = p.IsOut ? "out " : p.IsIn && p.ParameterType.IsByRef ? "in " : p.ParameterType.IsByRef ? "ref " : p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var type = p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType;
        var value = !p.HasDefaultValue ? "" : " = " + (p.DefaultValue is null ? type.IsValueType ? "default" : "null" : Convert.ToString(p.DefaultValue, CultureInfo.InvariantCulture));
        return $"{way}{Annotated(type, nullability.Create(p))} {p.Name}{value}";
    }));

    private static string Annotated(Type type, NullabilityInfo info)
    {
        if (type.IsValueType || type.IsGenericParameter)
        {
            return Name(type);
        }

        var name = type is { IsGenericType: true } && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
            ? GenericName(type, [.. type.GetGenericArguments().Zip(info.GenericTypeArguments, Annotated)])
            : type.IsArray && info.ElementType is { } element ? Annotated(type.GetElementType()!, element) + "[]" : Name(type);
        return info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string TypeName(Type type) => (type.Namespace is null ? "" : type.Namespace + ".") + Name(type);

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (type.IsGenericType)
        {
            return GenericName(type, [.. type.GetGenericArguments().Select(Name)]);
        }

        var outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "";
        return outer + (Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name);
    }

    private static string GenericName(Type type, string[] arguments)
    {
        var plain = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        var outer = type.IsNested ? Name(type.DeclaringType!) + "." : "";
        return arguments.Length == 0 || plain == type.Name ? outer + plain : $"{outer}{plain}<{string.Join(", ", arguments)}>";
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };
}
