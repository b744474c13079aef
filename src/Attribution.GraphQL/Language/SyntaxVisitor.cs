namespace Attribution.GraphQL.Language;

/// <summary>
/// Is told what <see cref="SyntaxWalk"/> comes across: <c>Enter</c> before a node's children and <c>Leave</c> after
/// them. Override what matters; everything else is left alone. Names carry no visit of their own.
/// </summary>
public abstract class SyntaxVisitor
{
    /// <summary>Set to end the walk early; nothing more is entered or left then.</summary>
    public bool HasEnough { get; protected set; }

    public virtual void Enter(Document document)
    {
    }

    public virtual void Leave(Document document)
    {
    }

    public virtual void Enter(Definition definition)
    {
    }

    public virtual void Leave(Definition definition)
    {
    }

    public virtual void Enter(VariableDefinition variable)
    {
    }

    public virtual void Leave(VariableDefinition variable)
    {
    }

    public virtual void Enter(SelectionSet selectionSet)
    {
    }

    public virtual void Leave(SelectionSet selectionSet)
    {
    }

    public virtual void Enter(Selection.Field field)
    {
    }

    public virtual void Leave(Selection.Field field)
    {
    }

    public virtual void Enter(Selection.FragmentSpread spread)
    {
    }

    public virtual void Leave(Selection.FragmentSpread spread)
    {
    }

    public virtual void Enter(Selection.InlineFragment fragment)
    {
    }

    public virtual void Leave(Selection.InlineFragment fragment)
    {
    }

    public virtual void Enter(Argument argument)
    {
    }

    public virtual void Leave(Argument argument)
    {
    }

    /// <summary>All directives of a node, before each of them; not called when there are none.</summary>
    public virtual void Enter(SyntaxList<Directive> directives, SyntaxNode owner)
    {
    }

    public virtual void Enter(Directive directive)
    {
    }

    public virtual void Leave(Directive directive)
    {
    }

    public virtual void Enter(Value value)
    {
    }

    public virtual void Leave(Value value)
    {
    }

    public virtual void Enter(ObjectField field)
    {
    }

    public virtual void Leave(ObjectField field)
    {
    }

    /// <summary>A named type wherever it stands, inside lists too.</summary>
    public virtual void Enter(TypeReference.Named type)
    {
    }

    public virtual void Enter(FieldDeclaration field)
    {
    }

    public virtual void Leave(FieldDeclaration field)
    {
    }

    public virtual void Enter(InputDeclaration input)
    {
    }

    public virtual void Leave(InputDeclaration input)
    {
    }

    public virtual void Enter(EnumValueDeclaration value)
    {
    }

    public virtual void Leave(EnumValueDeclaration value)
    {
    }
}
